package io.lockstep.benchmark.cluster;

import io.lockstep.sandbox.SandboxPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Finds ports of this machine that nothing uses. */
final class FreePorts {
  /** Below the ports that systems give to outgoing connections. */
  private static final int LOWEST = 10_000;

  private static final int HIGHEST = 16_000;
  private static final int BLOCK = 10;
  private static final int ATTEMPTS = 200;

  private FreePorts() {}

  /** For everything of a sandbox, up to six nodes, next to each other. */
  static SandboxPorts find() {
    Random random = new Random();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = LOWEST + BLOCK * random.nextInt((HIGHEST - LOWEST) / BLOCK);
      if (isBlockFree(first)) {
        return new SandboxPorts(first, first + 1, first + 2, first + 3, first + 4);
      }
    }
    throw new IllegalStateException(
        "found no %d free ports in a row from %d to %d; stop what uses them"
            .formatted(BLOCK, LOWEST, HIGHEST));
  }

  private static boolean isBlockFree(int first) {
    for (int port = first; port < first + BLOCK; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(false);
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
