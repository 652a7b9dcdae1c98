package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** The keys and certificates of a file, in its order. Used by one thread. */
final class Parts {
  /** A private key and its name in the file. */
  record Key(PrivateKey key, Optional<String> name) {}

  private final List<Key> keys = new ArrayList<>();
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<Optional<String>> names = new ArrayList<>();

  void addKey(PrivateKeyInfo info, Optional<String> name) throws IOException {
    if (keys.size() == Algorithms.IMPORT_KEYS) {
      throw tooMany(Algorithms.IMPORT_KEYS + " private keys");
    }
    keys.add(new Key(Keys.privateKey(info), name));
  }

  void addCertificate(byte[] encoded, Optional<String> name) {
    if (certificates.size() == Algorithms.IMPORT_CERTIFICATES) {
      throw tooMany(Algorithms.IMPORT_CERTIFICATES + " certificates");
    }
    X509Certificate certificate = parse(encoded);
    if (!certificates.contains(certificate)) {
      certificates.add(certificate);
      names.add(name);
    }
  }

  List<Key> keys() {
    return keys;
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  Optional<String> name(X509Certificate certificate) {
    return names.get(certificates.indexOf(certificate));
  }

  static X509Certificate parse(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw CertificateProblem.UNREADABLE.refuse(
          "a certificate, of " + encoded.length + " bytes, is damaged; export it again");
    }
  }

  private static CertificateRefusedException tooMany(String what) {
    return CertificateProblem.TOO_LARGE.refuse("the file has more than " + what + "; split it");
  }
}
