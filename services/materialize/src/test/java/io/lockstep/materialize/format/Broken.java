package io.lockstep.materialize.format;

import java.util.Arrays;
import java.util.Random;

/** Breaks files. */
public final class Broken {
  private Broken() {}

  /** The file, cut off, or with some bytes changed, doubled or lost. */
  public static byte[] some(byte[] file, Random random) {
    if (random.nextInt(2) == 0) {
      return Arrays.copyOf(file, 1 + random.nextInt(file.length));
    }
    byte[] broken = file.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(broken.length);
      byte[] odd = {
        '<',
        '>',
        '&',
        '"',
        '\'',
        '/',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '\\',
        0,
        (byte) 255,
        (byte) 0xC3,
        '\r',
        '9'
      };
      broken[at] = odd[random.nextInt(odd.length)];
    }
    return broken;
  }
}
