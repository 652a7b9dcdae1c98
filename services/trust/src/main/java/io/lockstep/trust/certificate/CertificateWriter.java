package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.security.cert.X509Certificate;
import java.util.List;

/** Writes one certificate, for another machine to import. Any thread. */
public final class CertificateWriter {
  private CertificateWriter() {}

  /**
   * A PKCS#12 file with key and chain.
   *
   * @param alias that the file gives it
   * @param password at least 6 characters; the caller wipes it
   * @throws CertificateRefusedException if alias or password are not fit
   */
  public static byte[] pkcs12(String alias, CertificateEntry entry, char[] password) {
    requirePassword(password);
    return new Pkcs12Builder()
        .add(Alias.require(alias), entry.key(), entry.chain())
        .build(password);
  }

  /** A PEM file with the key, in the clear, and the chain; to be written with mode 0600. */
  public static byte[] pem(CertificateEntry entry) {
    return new PemText().key(entry.key()).certificates(entry.chain()).bytes();
  }

  /** A PEM file with certificates alone. */
  public static byte[] pem(List<X509Certificate> certificates) {
    return new PemText().certificates(certificates).bytes();
  }

  /** A PEM file with a request, for another authority to sign. */
  public static byte[] pem(CertificateRequest request) {
    return new PemText().add("CERTIFICATE REQUEST", request.encoded()).bytes();
  }

  static void requirePassword(char[] password) {
    if (password.length < Algorithms.PASSWORD_CHARACTERS) {
      throw CertificateProblem.UNFIT_PASSWORD.refuse(
          "the password of a key store has "
              + password.length
              + " characters, wanted are at least "
              + Algorithms.PASSWORD_CHARACTERS);
    }
  }
}
