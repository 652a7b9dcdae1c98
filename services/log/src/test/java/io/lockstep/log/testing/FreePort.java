package io.lockstep.log.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers of tests. They are below those that the system gives to outgoing connections,
 * of which tests open many. No port is given twice in one JVM before all were, and JVMs that Maven
 * runs side by side share none: a server that stops and starts again finds its port free.
 */
public final class FreePort {
  private static final int FROM = 20_000;
  private static final int TO = 32_000;
  private static final int FORKS = 4;
  private static final int PORTS_OF_A_FORK = (TO - FROM) / FORKS;

  /** Begins anywhere: another build may run on this machine. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS_OF_A_FORK));

  private FreePort() {}

  /** A port of this machine that was free a moment ago. */
  public static int find() {
    while (true) {
      int port = FROM + fork() * PORTS_OF_A_FORK + NEXT.getAndIncrement() % PORTS_OF_A_FORK;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
  }

  /** Which of the JVMs of the tests this is, from 0; the build's plugins number them from 1. */
  private static int fork() {
    return (Integer.getInteger("surefire.forkNumber", 1) - 1) % FORKS;
  }
}
