package io.lockstep.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies of a real server that ends, and of one that falls silent. */
@Timeout(60)
class LivingBodyTest {
  private static final String TEXT = "event: change\n\n".repeat(10_000);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/ends", exchange -> answer(exchange, true));
    server.createContext("/silent", exchange -> answer(exchange, false));
    server.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, boolean ends) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(TEXT.getBytes(StandardCharsets.UTF_8));
      body.flush();
      if (!ends) {
        over.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private InputStream get(String path, Duration silence) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), LivingBody.of(silence))
        .body();
  }

  @Test
  void readsAllThatComes() throws Exception {
    try (InputStream body = get("/ends", Duration.ofSeconds(50))) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  @Test
  void failsWhereNothingMoreComesAndNobodyClosesTheConnection() throws Exception {
    try (InputStream body = get("/silent", Duration.ofSeconds(1))) {
      assertThat(body.readNBytes(TEXT.length())).hasSize(TEXT.length());
      assertThatThrownBy(body::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nothing came for 1 s");
    }
  }
}
