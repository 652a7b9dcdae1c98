package io.lockstep.node.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.WatchReader;
import io.lockstep.schema.topic.TopicContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose journal does not begin with the first revision any more. */
class CutJournalIT {
  @TempDir Path folder;
  private LogConnection log;
  private TestNode node;

  @BeforeEach
  void start() {
    log = TestCluster.founded();
    node = TestNode.start(log, folder, "n1").awaitReady();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private WatchReader watch(String from) {
    return WatchReader.start(
        () -> node.server().service().self().getUrl(), node.authorization(), from);
  }

  private long set(String key, String value) {
    return Long.parseLong(node.set(key, value).field("revision"));
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void givesTheStateWhereTheJournalDoesNotReachBackAndGoesOn() throws Exception {
    for (int i = 0; i < 5; i++) {
      set("a", "v" + i);
    }
    deleteJournal();
    long later = set("a", "later");

    try (WatchReader reader = watch("?from=1")) {
      WatchReader.Received reset = reader.awaitEvent("reset");
      WatchReader.Received state = reader.awaitEvent("state");
      long next = set("a", "next");
      reader.awaitRevision(next);

      assertThat(reset.data()).contains("\"code\":\"history-incomplete\"");
      assertThat(state.id()).isEqualTo(later);
      assertThat(state.data()).contains("\"value\":\"later\"", "\"revision\":" + later);
      assertThat(reader.revisions()).isEqualTo(range(later + 1, next));
    }
    Answer incomplete = node.get("/api/v1/state?at=2");
    assertThat(incomplete.status()).isEqualTo(410);
    assertThat(incomplete.code()).isEqualTo("history-incomplete");
    assertThat(node.get("/api/v1/configuration/a/history").field("begins"))
        .isEqualTo(Long.toString(later));
    assertThat(node.get("/api/v1/state?at=" + node.get("/api/v1/state").field("revision")).status())
        .isEqualTo(200);
    Answer asked = node.get("/api/v1/watch?from=1", "Accept", "application/json");
    assertThat(asked.status()).isEqualTo(410);
    assertThat(asked.code()).isEqualTo("history-incomplete");
  }

  private void deleteJournal() throws Exception {
    TopicPartition journal = new TopicPartition(log.topic(TopicContract.JOURNAL), 0);
    try (Admin admin = Admin.create(ClientSettings.admin(log))) {
      long end =
          admin
              .listOffsets(Map.of(journal, OffsetSpec.latest()))
              .partitionResult(journal)
              .get()
              .offset();
      admin.deleteRecords(Map.of(journal, RecordsToDelete.beforeOffset(end))).all().get();
    }
  }
}
