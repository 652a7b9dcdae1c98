package io.lockstep.benchmark.peer;

import io.lockstep.benchmark.cluster.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of a peer, a process that ends with this one, at the latest. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long GRACE_SECONDS = 5;

  private final Process process;
  private final Thread hook;

  private ServerProcess(Process process) {
    this.process = process;
    hook = new Thread(process::destroyForcibly, "bench-server-end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A port that nothing listens on now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts one and waits until it accepts connections.
   *
   * @throws PeerUnavailable if it does not within 30 s, or cannot be started
   */
  public static ServerProcess start(List<String> command, Path log, int port)
      throws PeerUnavailable, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new PeerUnavailable("cannot start " + command.get(0) + ": " + e.getMessage());
    }
    ServerProcess server = new ServerProcess(process);
    try {
      Wait.until(
          command.get(0) + " on port " + port,
          PATIENCE,
          () -> !process.isAlive() || accepts(port),
          () -> "see " + log);
    } catch (IllegalStateException e) {
      server.close();
      throw new PeerUnavailable(e.getMessage());
    } catch (InterruptedException e) {
      server.close();
      throw e;
    }
    if (!process.isAlive()) {
      server.close();
      throw new PeerUnavailable(
          "%s ended with %d, see %s".formatted(command.get(0), process.exitValue(), log));
    }
    return server;
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending.
    }
  }
}
