package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.process.CannotStartException;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Problem;
import io.lockstep.schema.topic.TopicContract;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody deletes what stands in {@code events}: what lives is in images and snapshots alone. */
class CutLogIT {
  private TestCluster cluster;

  @BeforeEach
  void start() {
    cluster = TestCluster.found(TestKafka.single(), TestRegistry.shared(), Optional.of("n1"));
    cluster.startLocal("n1", "n2");
    cluster.write("n1", Write.set("kept", "true"));
    cluster.write("n1", Write.set("gone", "true"));
    cluster.write("n1", Write.unset("gone"));
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  /** Deletes all records of events, as an administrator can; returns where it begins then. */
  private long cut() throws Exception {
    TopicPartition events = new TopicPartition(cluster.connection().topic(TopicContract.EVENTS), 0);
    TestKafka.single().configure(events.topic(), Map.of("cleanup.policy", "compact,delete"));
    try (Admin admin = Admin.create(ClientSettings.admin(cluster.connection()))) {
      long end =
          admin
              .listOffsets(Map.of(events, OffsetSpec.latest()))
              .partitionResult(events)
              .get()
              .offset();
      admin.deleteRecords(Map.of(events, RecordsToDelete.beforeOffset(end))).all().get();
      TestKafka.single().configure(events.topic(), Map.of("cleanup.policy", "compact"));
      return end;
    }
  }

  private void rotate() throws Exception {
    Outcome outcome =
        cluster
            .service("n1")
            .rotation()
            .rotate("tester", null)
            .get(30, TimeUnit.SECONDS)
            .orElseThrow();
    assertThat(outcome.getResult()).isEqualTo(OutcomeResult.ACCEPTED);
    for (String node : List.of("n1", "n2")) {
      Awaitility.await("new secret at " + node)
          .atMost(TestCluster.PATIENCE)
          .until(() -> cluster.service(node).trust().ring().versions().contains(2));
    }
  }

  private List<String> warnings() {
    return cluster.service("n1").status().warnings().stream()
        .filter(warning -> warning.getCode().equals("log-cut"))
        .map(Problem::getMessage)
        .toList();
  }

  private void awaitMended() {
    Awaitility.await("the primary to write again what was deleted")
        .atMost(TestCluster.PATIENCE)
        .until(() -> !warnings().isEmpty());
  }

  private String digest(String node) {
    return cluster.node(node).look().digest();
  }

  private void awaitSame(String node) {
    cluster.await(node, "has the cluster's digest", look -> look.digest().equals(digest("n1")));
  }

  @Test
  void thePrimaryWritesAgainWhatWasDeletedAndWhoReadsFromTheStartComesToTheSame() throws Exception {
    rotate();

    long begin = cut();
    awaitMended();

    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("begins at offset " + begin, "written again", "cleanup.policy", "topics verify");
    assertThat(cluster.node("n1").value("kept")).contains("true");
    cluster.node("n2").stop();
    cluster.forget("n2");
    Files.delete(cluster.folder("n2").resolve("data/snapshot.avro"));
    cluster.startLocal("n2");
    awaitSame("n2");
    assertThat(cluster.node("n2").value("kept")).contains("true");
    assertThat(cluster.node("n2").value("gone")).isEmpty();
    assertThat(cluster.service("n2").status().warnings()).isEmpty();
    assertThat(new TopicVerifier(cluster.connection(), TestKafka.single().layout()).warnings())
        .singleElement()
        .asString()
        .contains("begins at offset " + begin);
  }

  @Test
  void aNodeThatFindsNoFoundingSaysWhyAndStartsOnceAnotherHasWrittenItAgain() throws Exception {
    for (String node : List.of("n2", "n1")) {
      cluster.node(node).stop();
      cluster.forget(node);
    }
    long begin = cut();

    CannotStartException e =
        catchThrowableOfType(CannotStartException.class, () -> cluster.local("n3").close());

    assertThat(e.exitCode()).isEqualTo(CannotStartException.UNAVAILABLE);
    assertThat(e).hasMessageContaining("begins at offset " + begin).hasMessageContaining("primary");
    cluster.startLocal("n1");
    awaitMended();
    cluster.startLocal("n3");
    awaitSame("n3");
    assertThat(cluster.node("n3").value("kept")).contains("true");
  }
}
