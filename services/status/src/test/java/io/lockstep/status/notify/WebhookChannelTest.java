package io.lockstep.status.notify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.AlertState;
import io.lockstep.status.settings.WebhookSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Posts to a server that answers with a body that never ends. */
@Timeout(60)
class WebhookChannelTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/taken", exchange -> answer(exchange, 200));
    server.createContext("/failed", exchange -> answer(exchange, 500));
    server.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write('a');
      body.flush();
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(String path) throws DeliveryException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    WebhookSettings settings =
        new WebhookSettings(url, Optional.empty(), Optional.empty(), Optional.empty());
    new WebhookChannel(settings, Clock.systemUTC()).deliver(digest());
  }

  private static Digest digest() {
    return new Digest(
        "prod",
        List.of(
            Alert.newBuilder()
                .setId("node-offline/n2/1")
                .setCluster("prod")
                .setKind("node-offline")
                .setOccurrence(1)
                .setSeverity(AlertSeverity.CRITICAL)
                .setState(AlertState.RAISED)
                .setCause("It is gone.")
                .setRemedy("Start it.")
                .setRaised(Instant.EPOCH)
                .build()));
  }

  @Test
  void anAnswerIsTakenWithoutWaitingForTheEndOfItsBody() {
    assertThatCode(() -> deliver("/taken")).doesNotThrowAnyException();
  }

  @Test
  void aRefusalIsTakenWithoutWaitingForTheEndOfItsBody() {
    assertThatThrownBy(() -> deliver("/failed"))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining("answered 500, but 2xx is wanted");
  }
}
