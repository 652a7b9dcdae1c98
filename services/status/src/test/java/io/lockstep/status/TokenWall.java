package io.lockstep.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Stands before a status server and wants a token for its API; the page passes. A stream of it
 * tells one status, then nothing.
 */
final class TokenWall implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer wall;
  private final URI behind;
  private final String token;
  private volatile String notReady = "";
  private volatile String stale = "";

  TokenWall(URI behind, String token) throws IOException {
    this.behind = behind;
    this.token = "Bearer " + token;
    wall = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    wall.createContext("/", this::answer);
    wall.start();
  }

  String uri() {
    return "http://127.0.0.1:" + wall.getAddress().getPort();
  }

  /** Answers from now on that the server is not ready. */
  void notReady(String reason) {
    notReady = reason;
  }

  /** Tells statuses as stale from now on. */
  void stale(String reason) {
    stale = reason;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean api = path.startsWith("/api/");
    boolean stream = path.endsWith("/watch");
    if (api && !token.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    HttpResponse<byte[]> answer = ask(path.replace("/watch", ""));
    String type = stream ? "text/event-stream" : type(answer);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean hinders = path.startsWith("/health/") && !notReady.isEmpty();
    exchange.sendResponseHeaders(hinders ? 503 : 200, 0);
    if (hinders) {
      String health = new String(answer.body(), StandardCharsets.UTF_8);
      String told = health.replace("\"notReady\":\"\"", "\"notReady\":\"" + notReady + "\"");
      exchange.getResponseBody().write(told.getBytes(StandardCharsets.UTF_8));
      exchange.close();
      return;
    }
    if (stream) {
      exchange.getResponseBody().write("data: ".getBytes(StandardCharsets.UTF_8));
    }
    exchange.getResponseBody().write(altered(path, answer.body()));
    if (stream) {
      // Stays open, as a stream of statuses does.
      exchange.getResponseBody().write("\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    } else {
      exchange.close();
    }
  }

  /**
   * The page gives a silent stream up after 8 s here, so that a test need not wait for 15, and
   * statuses are as fresh as the test says.
   */
  private byte[] altered(String path, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (path.equals("/page/feed.js")) {
      text = text.replace("SILENCE_MILLIS = 15_000", "SILENCE_MILLIS = 8_000");
    } else if (path.endsWith("/watch") && !stale.isEmpty()) {
      text =
          text.replace(
              "\"stale\":false,\"staleReason\":null",
              "\"stale\":true,\"staleReason\":\"" + stale + "\"");
    } else {
      return body;
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String type(HttpResponse<byte[]> answer) {
    Optional<String> type = answer.headers().firstValue("Content-Type");
    return type.orElse("application/octet-stream");
  }

  private HttpResponse<byte[]> ask(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(behind.resolve(path)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    wall.stop(0);
  }
}
