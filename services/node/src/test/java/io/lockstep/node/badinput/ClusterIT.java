package io.lockstep.node.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters in which something is missing, taken twice, or full. */
class ClusterIT {
  @TempDir Path folder;

  @Test
  void keepsACommandUntilThereIsAPrimaryThatDecidesIt() {
    LogConnection log = TestCluster.founded(Optional.of("n9"));
    try (TestNode node = TestNode.start(log, folder, "n1", "command.timeout.ms", "500")) {
      assertThat(node.awaitProblem("no-primary")).contains("no primary yet");
      assertThat(node.get("/health/readiness").status()).isEqualTo(503);

      Answer answer = node.set("a", "1", "Idempotency-Key", "early/1");

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.field("status")).isEqualTo("pending");
      assertThat(answer.header("Location")).isEqualTo("/api/v1/commands/early%2F1");
      assertThat(node.get(answer.header("Location")).field("status")).isEqualTo("pending");
      assertThat(node.get("/api/v1/primary").code()).isEqualTo("not-found");
      Answer barrier = node.get("/api/v1/configuration/a?consistency=linearizable");
      assertThat(barrier.status()).isEqualTo(504);
      assertThat(barrier.code()).isEqualTo("no-primary");
      String body = "{\"operations\":[{\"op\":\"set\",\"key\":\"a\",\"value\":\"1\"}]}";
      Answer plan = node.json("POST", "/api/v1/changes?dry-run=true", body);
      assertThat(plan.status()).isEqualTo(503);
      assertThat(plan.code()).isEqualTo("no-primary");

      try (TestNode primary = TestNode.start(log, folder, "n9").awaitReady()) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> node.get(answer.header("Location")).field("status").equals("accepted"));
        assertThat(node.get("/api/v1/configuration/a").field("value")).isEqualTo("1");
        assertThat(primary.get("/api/v1/primary").field("node")).isEqualTo("n9");
      }
    }
  }

  @Test
  void saysThatTheClusterIsNotFounded() {
    try (TestNode node =
        TestNode.start(TestCluster.provisioned(), folder, "n1", "command.timeout.ms", "300")) {
      assertThat(node.awaitProblem("not-founded")).contains("lockstep cluster init");
      assertThat(node.get("/health/readiness").status()).isEqualTo(503);
      assertThat(node.set("a", "1").status()).isEqualTo(202);
    }
  }

  @Test
  void refusesANodeWhoseHostAnotherHas() {
    LogConnection log = TestCluster.founded();
    try (TestNode first = TestNode.start(log, folder, "n1").awaitReady();
        TestNode twin = TestNode.start(log, folder, "n2", "node.host", "N1.example")) {
      String message = twin.awaitProblem("duplicate-host");

      assertThat(message).contains("n2", "N1.example", "n1", "give each its own");
      assertThat(twin.get("/api/v1/state").field("state")).isEqualTo("JOINING");
      assertThat(twin.get("/health/readiness").status()).isEqualTo(503);
      assertThat(twin.get("/health/readiness").body()).contains("duplicate-host");
      Answer change = twin.set("a", "1");
      assertThat(change.status()).isEqualTo(403);
      assertThat(change.code()).isEqualTo("unknown-node");
      assertThat(first.set("a", "2").status()).isEqualTo(200);
    }
  }

  @Test
  void takesAnotherNodeOfAHostWithPortsOfItsOwnAndRefusesOneThatSharesThem() {
    LogConnection log = TestCluster.founded();
    String[] own = {"node.host", "n1.example", "node.admin.url", "https://n1.example:9444"};
    try (TestNode first = TestNode.start(log, folder, "n1").awaitReady();
        TestNode second = TestNode.start(log, folder, "n2", own).awaitReady();
        TestNode third = TestNode.start(log, folder, "n3", own)) {
      String message = third.awaitProblem("duplicate-host");

      assertThat(message)
          .contains("n3", "but node \"n2\" has host n1.example", "https://n1.example:9444")
          .contains("a port of its own in both (http.port, node.admin.url)");
      assertThat(second.set("a", "1").status()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> first.get("/api/v1/configuration/a").field("value").equals("1"));
      assertThat(first.get("/api/v1/nodes").body())
          .contains("\"n1\"", "\"n2\"", "https://n1.example:9444")
          .doesNotContain("\"n3\"");
    }
  }

  @Test
  void refusesANodeThatWasRemovedUntilItGetsANewToken() {
    LogConnection log = TestCluster.founded();
    try (TestNode first = TestNode.start(log, folder, "n1").awaitReady()) {
      try (TestNode second = TestNode.start(log, folder, "n2").awaitReady()) {
        assertThat(first.json("DELETE", "/api/v1/nodes/n2", "").status()).isEqualTo(200);

        assertThat(second.awaitProblem("node-removed")).contains("new join token");
        assertThat(second.get("/api/v1/state").field("state")).isEqualTo("REMOVED");
        assertThat(second.set("a", "1").code()).isEqualTo("node-removed");
      }
      try (TestNode second = TestNode.start(log, folder, "n2")) {
        second.awaitProblem("node-removed");

        TestSecrets.give(
            second.server().service().settings().dataDir(),
            TestSecrets.token(log.cluster(), "spare1"));

        second.awaitReady();
        assertThat(second.set("a", "1").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void goesOnWithAFullDataFolderSaysSoAndMendsItselfOnceThereIsRoom() throws IOException {
    LogConnection log = TestCluster.founded();
    try (TestNode node =
        TestNode.start(log, folder, "n1", "snapshot.interval.events", "1").awaitReady()) {
      Path data = node.server().service().settings().dataDir();
      Path full = data.resolve("snapshot.avro.tmp");
      await()
          .ignoreExceptions()
          .until(() -> Files.createSymbolicLink(full, Path.of("/dev/full")) != null);

      Answer answer = node.set("a", "1");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(node.awaitProblem("files-not-written"))
          .contains(data.resolve("snapshot.avro").toString(), "No space left on device");
      assertThat(node.get("/health/readiness").status()).isEqualTo(503);
      assertThat(node.get("/api/v1/configuration/a").field("value")).isEqualTo("1");

      Files.delete(full);
      node.awaitReady();
    }
  }
}
