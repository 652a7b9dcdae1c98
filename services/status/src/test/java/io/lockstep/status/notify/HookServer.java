package io.lockstep.status.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that keeps what is posted. */
final class HookServer implements AutoCloseable {
  /** What was posted. */
  record Post(Map<String, List<String>> headers, String body) {}

  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private volatile int status = 204;

  HookServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (status == 204) {
      posts.add(new Post(exchange.getRequestHeaders(), body));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  void answer(int next) {
    status = next;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  List<Post> posts() {
    return posts;
  }

  /** All that was posted. */
  String text() {
    return String.join("\n", posts.stream().map(Post::body).toList());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
