package io.lockstep.benchmark.peers;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 and SHA-256 of bytes, as fast as the platform makes them: the least that it takes to
 * verify an event and to count it into a digest. For one thread.
 */
final class MacAndHash implements Consumer<byte[]> {
  private final Mac mac;
  private final MessageDigest hash;

  MacAndHash() {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
      hash = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has both", e);
    }
  }

  @Override
  public void accept(byte[] value) {
    mac.doFinal(value);
    hash.digest(value);
  }
}
