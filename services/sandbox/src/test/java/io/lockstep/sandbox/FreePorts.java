package io.lockstep.sandbox;

import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Ports for a test that nothing listens on. Outside of the range that systems give to outgoing
 * connections: one of those would take the port of a process that a test has stopped.
 */
final class FreePorts {
  private static final int LOWEST = 10_000;
  private static final int BLOCKS = 500;
  private static final int BLOCK = 10;

  /** Broker, controller, registry, status and three nodes. */
  private static final int USED = 7;

  private static final int ATTEMPTS = 200;

  private FreePorts() {}

  static SandboxPorts take() throws IOException {
    Random random = new Random();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = LOWEST + BLOCK * random.nextInt(BLOCKS);
      if (IntStream.range(first, first + USED).allMatch(FreePorts::isFree)) {
        return new SandboxPorts(first, first + 1, first + 2, first + 3, first + 4);
      }
    }
    throw new IOException("found no " + USED + " free ports side by side from " + LOWEST);
  }

  private static boolean isFree(int port) {
    try {
      Sockets.requireFree(port, "a test", "nothing");
      return true;
    } catch (SandboxException e) {
      return false;
    }
  }
}
