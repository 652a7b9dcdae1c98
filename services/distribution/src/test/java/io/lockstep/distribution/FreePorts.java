package io.lockstep.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
  private static final int ATTEMPTS = 200;

  private FreePorts() {}

  /** The first of so many ports side by side, 10 at most. */
  static int take(int count) throws IOException {
    Random random = new Random();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = LOWEST + BLOCK * random.nextInt(BLOCKS);
      if (IntStream.range(first, first + count).allMatch(FreePorts::isFree)) {
        return first;
      }
    }
    throw new IOException("found no " + count + " free ports side by side from " + LOWEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
