package io.lockstep.fuzz;

import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.InternalCa;
import io.lockstep.trust.certificate.KeyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;

/** Files to begin with: the fuzzer alters them. */
final class Certificates {
  static final char[] PASSWORD = "changeit".toCharArray();

  private static final CertificateGenerator GENERATOR =
      new CertificateGenerator(Clock.systemUTC(), new SecureRandom());
  static final CertificateEntry ENTRY =
      InternalCa.create("CN=ca", KeyType.EC_P256, GENERATOR)
          .issue(CertificateSpec.host("n1.example", "192.0.2.1"));

  private Certificates() {}

  /** Neither encrypted nor with a MAC, so that what is altered is read all the same. */
  static byte[] openPkcs12() {
    try {
      PKCS12SafeBag certificate =
          new PKCS12SafeBagBuilder(Certificate.getInstance(ENTRY.certificate().getEncoded()))
              .build();
      PKCS12SafeBag key =
          new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(ENTRY.key().getEncoded())).build();
      return new PKCS12PfxPduBuilder()
          .addData(key)
          .addData(certificate)
          .build(null, null)
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (PKCSException | CertificateEncodingException e) {
      throw new IllegalStateException("the certificate was made here", e);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
