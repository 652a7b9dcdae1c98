package io.lockstep.node.balancer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that send one request after another to a port of this machine, each on a connection of
 * its own and never twice: a client that tries again would hide what the balancer loses.
 */
final class Traffic implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: product\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /**
   * A request without the answer of a member.
   *
   * @param begun when it was sent, in nanoseconds of the JVM's clock
   * @param reason what came instead
   */
  record Lost(long begun, String reason) {}

  private final int port;
  private final AtomicLong answered = new AtomicLong();
  private final Queue<Lost> lost = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  Traffic(int port, int clients) {
    this.port = port;
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(this::send, "client-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** How many requests a member answered. */
  long answered() {
    return answered.get();
  }

  /** The requests that no member answered. */
  List<Lost> lost() {
    return List.copyOf(lost);
  }

  /** The lost requests that were sent since a moment. */
  List<Lost> lostSince(long moment) {
    return lost.stream().filter(one -> one.begun() - moment >= 0).toList();
  }

  private void send() {
    while (!stopping) {
      long begun = System.nanoTime();
      String answer = ask(port);
      if (answer.startsWith("HTTP/1.1 200")) {
        answered.incrementAndGet();
      } else {
        lost.add(new Lost(begun, answer.lines().findFirst().orElse("no answer")));
      }
    }
  }

  /** The whole answer to one request, or why there is none. */
  static String ask(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(REQUEST);
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    stopping = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
