package io.lockstep.benchmark.bare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Keys and bytes as long as those of Lockstep's records for a parameter: each has 32 bytes for its
 * MAC, which do not compress, and text. For one thread.
 */
final class BareRecords {
  /** Bytes of a record of {@code events}, the mean of a million changes in sets. */
  static final int EVENT = 158;

  /** Bytes of a record of {@code journal}, of the same. */
  static final int JOURNAL = 226;

  /** Bytes of a record of {@code outcomes}, of the same. */
  static final int OUTCOME = 96;

  /** Bytes of each change in a record of {@code commands}, of the same. */
  private static final int IN_COMMAND = 50;

  private static final int HEAD = 2 * Integer.BYTES;
  private static final int MAC = 32;
  private static final int FIRST = 10_000_000;
  private static final String PREFIX = "bench.key-";
  private static final byte[] TEXT =
      "value 1234567 of round 12 "
          .repeat(JOURNAL / "value 1234567 of round 12 ".length() + 1)
          .getBytes(StandardCharsets.US_ASCII);

  private final SplittableRandom random = new SplittableRandom(1);

  /** A command to change so many parameters, from this number on. */
  byte[] command(int first, int changes) {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + changes * IN_COMMAND);
    bytes.putInt(first).putInt(changes);
    for (int change = 0; change < changes; change++) {
      bytes.put(TEXT, 0, IN_COMMAND - Integer.BYTES).putInt(first + change);
    }
    return bytes.array();
  }

  /** The first parameter that a command changes. */
  static int first(byte[] command) {
    return ByteBuffer.wrap(command).getInt();
  }

  /** How many it changes. */
  static int changes(byte[] command) {
    return ByteBuffer.wrap(command).getInt(Integer.BYTES);
  }

  /** A record of this length. */
  byte[] record(int length) {
    byte[] mac = new byte[MAC];
    random.nextBytes(mac);
    byte[] record = Arrays.copyOf(TEXT, length);
    System.arraycopy(mac, 0, record, length - MAC, MAC);
    return record;
  }

  /** Key of a parameter's event, all of one length. */
  static String key(int parameter) {
    return PREFIX + (FIRST + parameter);
  }

  /** The parameter with this key. */
  static int parameter(String key) {
    return Integer.parseInt(key, PREFIX.length(), key.length(), 10) - FIRST;
  }
}
