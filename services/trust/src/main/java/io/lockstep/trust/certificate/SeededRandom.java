package io.lockstep.trust.certificate;

import io.lockstep.trust.secret.Hkdf;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Salts and nonces that depend on what is encrypted and on nothing else, by HKDF-SHA256: the same
 * content gives the same file, other content other salts. Nobody without the content can predict
 * them. Used by one thread.
 */
final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final transient byte[] seed;
  private long count;

  /** Takes the seed over, which holds the whole content. */
  SeededRandom(byte[] seed) {
    super(null, null);
    this.seed = seed;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    byte[] info = ByteBuffer.allocate(Long.BYTES).putLong(count++).array();
    byte[] next = Hkdf.derive(seed, new byte[0], info, bytes.length);
    System.arraycopy(next, 0, bytes, 0, next.length);
  }
}
