package io.lockstep.state.describe;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** What people read of a certificate. */
final class CertificateFields {
  /** A DER sequence of more than 255 bytes, which every certificate is. */
  private static final byte SEQUENCE = 0x30;

  private CertificateFields() {}

  /** Empty where the bytes are no certificate. */
  static Optional<Map<String, Object>> of(byte[] der) {
    if (der[0] != SEQUENCE) {
      return Optional.empty();
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("subject", certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
      fields.put("issuer", certificate.getIssuerX500Principal().getName(X500Principal.RFC2253));
      fields.put("serial", certificate.getSerialNumber().toString(16));
      fields.put("notBefore", certificate.getNotBefore().toInstant().toString());
      fields.put("notAfter", certificate.getNotAfter().toInstant().toString());
      return Optional.of(fields);
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}
