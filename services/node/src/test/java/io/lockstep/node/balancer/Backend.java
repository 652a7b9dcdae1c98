package io.lockstep.node.balancer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands for the product on a member: answers every request with the member's id. */
final class Backend implements AutoCloseable {
  /** What health checks ask for. */
  static final String HEALTH = "/health";

  private final AtomicLong requests = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  Backend(String id, String address, int port) {
    byte[] answer = id.getBytes(StandardCharsets.UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(address, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals(HEALTH)) {
            requests.incrementAndGet();
          }
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  /** How many requests of clients it got. */
  long requests() {
    return requests.get();
  }

  /** Closes its connections at once, whatever is under way. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
