package io.lockstep.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status application does once the clock was set back. */
@Tag("long")
class RenewalIT {
  private static final TestKafka KAFKA = TestKafka.single();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String LIVE = "\"stale\":false,\"staleReason\":null";

  private final LogConnection connection = TestLog.provisioned(KAFKA, TestRegistry.shared());

  @TempDir private Path folder;
  private StatusServer server;

  @Test
  void goesOnWithNewClients() throws Exception {
    try (FakeNode node = new FakeNode(folder);
        TestCluster cluster = new TestCluster(connection, node);
        StatusServer started = StatusServer.start(connection, KAFKA.layout(), "127.0.0.1", 0)) {
      server = started;
      await().atMost(SOON).until(() -> get("status").contains("\"converged\":true"));
      cluster.set("tester", "before", "1");
      await().atMost(SOON).until(() -> get("changes").contains("before"));

      server.renewals().forEach(Runnable::run);
      server.renewals().forEach(Runnable::run); // it may be set back again

      cluster.kill("n2");
      cluster.set("tester", "behind", "1");
      await().atMost(SOON).until(() -> get("status").contains("{\"OFFLINE\":1,\"ONLINE\":1}"));
      await().atMost(SOON).until(() -> get("changes").contains("behind"));
      assertThat(get("status")).contains(LIVE, "node-offline/n2/1");
      assertThat(get("changes")).contains("before");
    }
  }

  @Test
  void isNotStartedAnewOnceItIsClosed() throws Exception {
    StatusServer closed = StatusServer.start(connection, KAFKA.layout(), "127.0.0.1", 0);
    closed.close();

    closed.renewals().forEach(Runnable::run);

    assertThat(closed.streams().notReady()).contains("the topology is NOT_RUNNING");
    assertThat(closed.streams().snapshot()).isEmpty();
  }

  private String get(String path) throws IOException, InterruptedException {
    return Asked.get(server.uri(), "/api/v1/" + path, Duration.ofSeconds(10)).body();
  }
}
