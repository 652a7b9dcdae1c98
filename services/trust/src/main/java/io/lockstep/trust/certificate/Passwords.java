package io.lockstep.trust.certificate;

import io.lockstep.trust.Providers;
import java.util.List;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * The ways to read a password. PKCS#12 never said whether an empty one is no bytes or two zero
 * bytes: OpenSSL, keytool and Windows differ. Any thread.
 */
final class Passwords {
  /** One way. */
  record Reading(char[] password, boolean zeros) {
    /** As the key derivation of PKCS#12 takes it: UTF-16 with two zero bytes at the end. */
    byte[] bytes() {
      return zeros ? new byte[2] : PBEParametersGenerator.PKCS12PasswordToBytes(password);
    }

    InputDecryptorProvider decryptor() {
      return new JcePKCSPBEInputDecryptorProviderBuilder()
          .setProvider(Providers.BOUNCY_CASTLE)
          .setTryWrongPKCS12Zero(zeros)
          .build(password);
    }
  }

  private Passwords() {}

  /**
   * All ways to read a password for the key derivation of PKCS#12.
   *
   * @param password null is the empty one
   */
  static List<Reading> readings(char[] password) {
    return isEmpty(password)
        ? List.of(new Reading(new char[0], true), new Reading(new char[0], false))
        : List.of(new Reading(password, false));
  }

  /**
   * The one way to read a password for PBES2 and PBMAC1.
   *
   * @param password null is the empty one
   */
  static Reading utf8(char[] password) {
    // BouncyCastle refuses an empty one. HMAC fills its key up with zeros, so one zero is the same.
    return new Reading(isEmpty(password) ? new char[1] : password, false);
  }

  private static boolean isEmpty(char[] password) {
    return password == null || password.length == 0;
  }

  static CertificateRefusedException wrong(char[] password) {
    return CertificateProblem.WRONG_PASSWORD.refuse(
        isEmpty(password)
            ? "the file needs a password, and none was given"
            : "the password does not open the file, or the file was altered; check both");
  }
}
