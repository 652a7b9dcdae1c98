package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.Providers;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/** Writes one certificate, for another machine to import. Any thread. */
public final class CertificateWriter {
  private static final PBKDF2Config DERIVATION =
      new PBKDF2Config.Builder()
          .withIterationCount(Algorithms.EXPORTED_KEY_ITERATIONS)
          .withSaltLength(Algorithms.PKCS12_SALT_BYTES)
          .withPRF(PBKDF2Config.PRF_SHA256)
          .build();

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

  /**
   * A PEM file with the key, encrypted (PKCS#8, PBES2 of PBKDF2 with HMAC-SHA256 and AES-256), and
   * the chain.
   *
   * @param password at least 6 characters; the caller wipes it
   * @throws CertificateRefusedException if the password is not fit
   */
  public static byte[] pem(CertificateEntry entry, char[] password) {
    requirePassword(password);
    byte[] key = entry.key().getEncoded();
    try {
      OutputEncryptor encryptor =
          new JcePKCSPBEOutputEncryptorBuilder(DERIVATION, NISTObjectIdentifiers.id_aes256_CBC)
              .setProvider(Providers.BOUNCY_CASTLE)
              .build(password);
      byte[] sealed = new PKCS8EncryptedPrivateKeyInfoBuilder(key).build(encryptor).getEncoded();
      return new PemText().add("ENCRYPTED PRIVATE KEY", sealed).certificates(entry.chain()).bytes();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("BouncyCastle has AES and PBKDF2", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
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
