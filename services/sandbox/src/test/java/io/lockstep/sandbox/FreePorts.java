package io.lockstep.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports for a test that nothing listens on. */
final class FreePorts {
  private FreePorts() {}

  static SandboxPorts take() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return new SandboxPorts(
          sockets.get(0).getLocalPort(),
          sockets.get(1).getLocalPort(),
          sockets.get(2).getLocalPort(),
          rowOfThree());
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** The first of three free ports side by side, outside the range that systems give out. */
  private static int rowOfThree() throws IOException {
    for (int first = 20_000; first < 30_000; first += 10) {
      if (isFree(first) && isFree(first + 1) && isFree(first + 2)) {
        return first;
      }
    }
    throw new IOException("no three free ports side by side from 20000 to 30000");
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
