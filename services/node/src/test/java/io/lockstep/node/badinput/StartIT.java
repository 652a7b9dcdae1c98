package io.lockstep.node.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.log.LogConnection;
import io.lockstep.log.process.CannotStartException;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.schema.topic.TopicContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a node from starting is said in words, with the exit code of its process. */
@Tag("long")
class StartIT {
  @TempDir Path folder;

  private CannotStartException refused(LogConnection log, String... namesAndValues) {
    return catchThrowableOfType(
        CannotStartException.class,
        () -> TestNode.start(log, folder, "n1", namesAndValues).close());
  }

  @Test
  void saysWhichBrokerDoesNotAnswer() {
    CannotStartException e =
        refused(
            TestCluster.provisioned(),
            "kafka.bootstrap.servers",
            "127.0.0.1:1",
            "kafka.default.api.timeout.ms",
            "1500",
            "kafka.request.timeout.ms",
            "1000");

    assertThat(e.exitCode()).isEqualTo(5);
    assertThat(e).hasMessageContaining("127.0.0.1:1").hasMessageContaining("kafka.bootstrap");
  }

  @Test
  void saysWhichBrokerNobodyKnows() {
    CannotStartException e =
        refused(TestCluster.provisioned(), "kafka.bootstrap.servers", "no-such-host.invalid:9092");

    assertThat(e.exitCode()).isEqualTo(5);
    assertThat(e).hasMessageContaining("no-such-host.invalid:9092");
  }

  @Test
  void saysWhichTopicsAreMissingOnTheBrokersOfAnotherCluster() {
    CannotStartException e = refused(TestCluster.provisioned(), "cluster.name", "elsewhere");

    assertThat(e.exitCode()).isEqualTo(6);
    for (TopicContract topic : TopicContract.ofNodes()) {
      assertThat(e).hasMessageContaining("lockstep.elsewhere." + topic.suffix());
    }
    assertThat(e).hasMessageContaining("missing");
  }

  @Test
  void saysWhichSettingOfATopicIsWrongItsValueAndTheOneThatIsWanted() {
    LogConnection log = TestCluster.provisioned();
    String events = log.topic(TopicContract.EVENTS);
    String commands = log.topic(TopicContract.COMMANDS);
    TestKafka.single().configure(events, Map.of("cleanup.policy", "delete"));
    TestKafka.single().configure(commands, Map.of("retention.ms", "1000"));

    CannotStartException e = refused(log);

    assertThat(e.exitCode()).isEqualTo(6);
    assertThat(e)
        .hasMessageContaining(
            events + ": cleanup.policy is delete (from topic configuration), wanted compact")
        .hasMessageContaining(
            commands
                + ": retention.ms is 1000 (from topic configuration), wanted at least 604800000");
  }

  @Test
  void saysThatTopicsHaveTooFewReplicas() {
    CannotStartException e = refused(TestCluster.provisioned(), "topics.replication.factor", "3");

    assertThat(e.exitCode()).isEqualTo(6);
    assertThat(e).hasMessageContaining("replication.factor is 1").hasMessageContaining("3");
  }

  @Test
  void saysWhoHasItsPortAndDoesNotJoinBefore() throws IOException {
    LogConnection log = TestCluster.founded();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      CannotStartException e = refused(log, "http.port", port);

      assertThat(e.exitCode()).isEqualTo(1);
      assertThat(e).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("http.port");
    }
    try (TestNode other = TestNode.start(log, folder, "n2").awaitReady()) {
      assertThat(other.get("/api/v1/nodes").body()).doesNotContain("\"n1\"");
    }
  }

  @Test
  void saysThatItsDataFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    CannotStartException e =
        refused(TestCluster.provisioned(), "data.dir", file.resolve("data").toString());

    assertThat(e.exitCode()).isEqualTo(1);
    assertThat(e).hasMessageContaining("data.dir " + file).hasMessageContaining("own it");
  }

  @Test
  void isNotReadyWhileItCannotWriteItsFiles() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (TestNode node =
        TestNode.start(TestCluster.founded(), folder, "n1", "files.dir", file.toString())) {
      assertThat(node.awaitProblem("files-not-written")).contains(file.toString());
      assertThat(node.get("/health/readiness").status()).isEqualTo(503);

      Files.delete(file);
      node.awaitReady();

      assertThat(file.resolve("servers")).content().contains("n1.example");
    }
  }

  @Test
  void saysThatAnotherNodeHasItsDataFolder() {
    LogConnection log = TestCluster.founded();
    try (TestNode first = TestNode.start(log, folder, "n1").awaitReady()) {
      Path data = first.server().service().settings().dataDir();

      CannotStartException e = refused(log, "node.id", "n2", "data.dir", data.toString());

      assertThat(e.exitCode()).isEqualTo(1);
      assertThat(e).hasMessageContaining(data + " is in use by another node");
      assertThat(first.set("still", "here").status()).isEqualTo(200);
    }
  }

  @Test
  void readsTheWholeLogWhereTheSnapshotIsTorn() throws IOException {
    LogConnection log = TestCluster.founded();
    Map<String, String> settings = TestNode.settings(log, folder, "n1");
    String digest;
    try (TestNode node = TestNode.start(settings).awaitReady()) {
      node.set("a", "1");
      node.set("b", "2");
      digest = node.get("/api/v1/state").field("digest");
    }
    Path snapshot = Path.of(settings.get("data.dir"), "snapshot.avro");
    byte[] whole = Files.readAllBytes(snapshot);
    Files.write(snapshot, Arrays.copyOf(whole, whole.length * 2 / 3));

    try (TestNode node = TestNode.start(settings).awaitReady()) {
      assertThat(node.get("/api/v1/configuration/a").field("value")).isEqualTo("1");
      assertThat(node.get("/api/v1/state").field("digest")).isEqualTo(digest);
    }
  }

  @Test
  void needsTheRegistryForItsFirstStartOnly() {
    try (TestRegistry registry = TestRegistry.own()) {
      LogConnection log = TestLog.connection(TestKafka.single(), registry);
      new TopicProvisioner(log, TestKafka.single().layout()).provision();
      TestCluster.found(log, Optional.empty());
      try (TestNode node = TestNode.start(log, folder, "n1").awaitReady()) {
        node.set("a", "1");
      }
      registry.stop();

      try (TestNode again = TestNode.start(log, folder, "n1").awaitReady()) {
        assertThat(again.get("/api/v1/configuration/a").field("value")).isEqualTo("1");
        assertThat(again.set("a", "2").status()).isEqualTo(200);
      }
      CannotStartException first = refused(log, "node.id", "n2", "data.dir", folder + "/fresh");

      assertThat(first.exitCode()).isEqualTo(5);
      assertThat(first)
          .hasMessageContaining(registry.uri().toString())
          .hasMessageContaining("registry.url");
    }
  }
}
