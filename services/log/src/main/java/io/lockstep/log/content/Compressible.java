package io.lockstep.log.content;

import java.nio.ByteBuffer;

/**
 * Tells by a look at some of its bytes whether compression would make a chunk shorter. Archives,
 * images and sealed files are compressed already: to try it again takes the producer, the broker
 * and every reader as long as all else that they do with them.
 */
final class Compressible {
  private static final int SAMPLE = 4096;
  private static final int SHORT = 512;

  /** Bits in a byte of the sample; 4,096 random bytes have 7.95, text and programs 4 to 6.5. */
  private static final double MOST = 7.4;

  private Compressible() {}

  /** Whether it is worth to compress it; what is short always is, as it goes with others. */
  static boolean is(ByteBuffer data) {
    int length = Math.min(SAMPLE, data.remaining());
    if (length <= SHORT) {
      return true;
    }
    int step = data.remaining() / length;
    int[] counts = new int[256];
    for (int i = 0; i < length; i++) {
      counts[data.get(data.position() + i * step) & 0xFF]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits -= count * Math.log((double) count / length);
      }
    }
    return bits / length / Math.log(2) < MOST;
  }
}
