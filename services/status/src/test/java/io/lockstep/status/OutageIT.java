package io.lockstep.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status application says while no broker is there. */
@Tag("long")
class OutageIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Much less than a client of Kafka waits for its brokers. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private static final String LIVE = "\"stale\":false,\"staleReason\":null";
  private static final String STALE =
      "\"stale\":true,\"staleReason\":\"the brokers do not answer\"";

  @TempDir private Path folder;
  private StatusServer server;

  @Test
  void answersAtOnceThatTheBrokersDoNotAndIsReadyAgainWhenTheyDo() throws Exception {
    // A broker of the test's own: the one that all tests share must not be gone.
    try (TestKafka kafka = TestKafka.start(1, Map.of());
        FakeNode node = new FakeNode(folder)) {
      LogConnection connection = TestLog.provisioned(kafka, TestRegistry.shared());
      try (TestCluster cluster = new TestCluster(connection, node);
          StatusServer started = StatusServer.start(connection, kafka.layout(), "127.0.0.1", 0)) {
        server = started;
        await().atMost(SOON).until(() -> readiness().statusCode() == 200);
        await().atMost(SOON).until(() -> status().contains("\"converged\":true"));
        assertThat(status()).contains(LIVE);

        kafka.stopBroker(0);
        await().atMost(SOON).until(() -> readiness().statusCode() == 503);
        assertThat(readiness().body()).contains("the brokers do not answer");
        assertThat(get("/prometheus").body())
            .contains("lockstep_status_ready 0.0", "lockstep_status_store_lag_records ");
        await().atMost(SOON).until(() -> status().contains(STALE));
        for (String path : List.of("status/nodes/n1", "alerts")) {
          assertThat(get("/api/v1/" + path).body()).contains(STALE);
        }

        kafka.startBroker(0);
        await().atMost(SOON).until(() -> readiness().statusCode() == 200);
        assertThat(get("/prometheus").body()).contains("lockstep_status_ready 1.0");
        assertThat(status()).contains(LIVE, "\"asOf\":\"2");
      }
    }
  }

  private String status() throws IOException, InterruptedException {
    return get("/api/v1/status").body();
  }

  private HttpResponse<String> readiness() throws IOException, InterruptedException {
    return get("/health/readiness");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return Asked.get(server.uri(), path, AT_ONCE);
  }
}
