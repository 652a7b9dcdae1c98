package io.lockstep.log.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers of tests. They are below those that the system gives to outgoing connections,
 * of which tests that run side by side open many, and chosen at random, so that these tests do not
 * choose the same.
 */
public final class FreePort {
  private static final int FROM = 20_000;
  private static final int TO = 32_000;

  private FreePort() {}

  /** A port of this machine that was free a moment ago. */
  public static int find() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
  }
}
