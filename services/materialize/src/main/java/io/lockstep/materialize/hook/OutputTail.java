package io.lockstep.materialize.hook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The end of what a command says. Takes what is there and never waits for more. */
final class OutputTail {
  private final byte[] ring;
  private final byte[] buffer = new byte[8192];
  private long total;

  OutputTail(int bytes) {
    this.ring = new byte[bytes];
  }

  /** Takes what is there; whether there was anything. */
  boolean drain(InputStream in) {
    boolean any = false;
    try {
      while (in.available() > 0) {
        int count = in.read(buffer, 0, Math.min(buffer.length, in.available()));
        for (int i = 0; i < count; i++) {
          ring[(int) (total++ % ring.length)] = buffer[i];
        }
        any = true;
      }
    } catch (IOException e) {
      return any; // the pipe is gone, and with it what nobody can read any more
    }
    return any;
  }

  String text() {
    int length = (int) Math.min(total, ring.length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((total - length + i) % ring.length)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
