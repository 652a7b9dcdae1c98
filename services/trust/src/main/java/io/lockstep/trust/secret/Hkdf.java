package io.lockstep.trust.secret;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF-SHA256 (RFC 5869), as BouncyCastle has it. Any thread. */
public final class Hkdf {
  private Hkdf() {}

  /**
   * Derives bytes.
   *
   * @param material the secret to derive from
   * @param salt need not be secret; may be empty
   * @param info what the result is for
   * @param length in bytes, 1 to 8,160
   */
  public static byte[] derive(byte[] material, byte[] salt, byte[] info, int length) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(material, salt, info));
    byte[] derived = new byte[length];
    generator.generateBytes(derived, 0, length);
    return derived;
  }
}
