package io.lockstep.trust.secret;

import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key whose bytes can be wiped, which {@code SecretKeySpec} of Java 17 cannot. Any thread; not to
 * be used while it is destroyed.
 */
public final class DerivedKey implements SecretKey {
  private static final long serialVersionUID = 1;

  private final String algorithm;
  private final transient byte[] bytes;
  private volatile boolean destroyed;

  DerivedKey(String algorithm, byte[] bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy of the key, which the caller wipes. */
  @Override
  public byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("the key was destroyed");
    }
    return bytes.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DerivedKey key
        && algorithm.equals(key.algorithm)
        && MessageDigest.isEqual(bytes, key.bytes);
  }

  /** The same for all keys of an algorithm: a hash of the bytes would say something of them. */
  @Override
  public int hashCode() {
    return algorithm.hashCode();
  }

  @Override
  public String toString() {
    return "DerivedKey[" + algorithm + "]";
  }

  private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
    throw new java.io.NotSerializableException("keys do not leave the process");
  }
}
