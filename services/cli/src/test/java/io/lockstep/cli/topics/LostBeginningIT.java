package io.lockstep.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.Run;
import io.lockstep.cli.client.Json;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.TestJournal;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.topic.TopicContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the commands say of a topic whose settings fit, though its beginning was deleted. */
class LostBeginningIT {
  private static final TestKafka KAFKA = TestKafka.single();
  private static final String LOSS = "begins at offset 2: the records before it were deleted";

  private final LogConnection log = TestLog.provisioned(KAFKA, TestRegistry.shared());

  private Run lockstep(String... command) {
    List<String> where =
        List.of(
            "--kafka",
            log.bootstrapServers(),
            "--registry",
            log.registry().toString(),
            "--cluster-name",
            log.cluster(),
            "--replication",
            "1",
            "--min-insync",
            "1");
    return Run.lockstep(Stream.concat(Stream.of(command), where.stream()).toArray(String[]::new));
  }

  private void cutEvents() {
    try (Codecs codecs = new Codecs(log);
        TestJournal journal = new TestJournal(log, codecs)) {
      journal.append(3);
    }
    TopicPartition events = new TopicPartition(log.topic(TopicContract.EVENTS), 0);
    KAFKA.configure(events.topic(), Map.of("cleanup.policy", "compact,delete"));
    KAFKA.admin(
        admin -> admin.deleteRecords(Map.of(events, RecordsToDelete.beforeOffset(2))).all());
    KAFKA.configure(events.topic(), Map.of("cleanup.policy", "compact"));
  }

  @Test
  void isAWarning() throws Exception {
    assertThat(lockstep("topics", "verify").out()).contains("are fit").doesNotContain("warning");
    cutEvents();

    Run verify = lockstep("topics", "verify");
    JsonNode json = Json.MAPPER.readTree(lockstep("topics", "verify", "--output", "json").out());
    Run doctor = lockstep("doctor");

    assertThat(verify.exitCode()).as(verify.err()).isZero();
    assertThat(verify.out()).contains("are fit", "warning: topic", LOSS, "cleanup.policy");
    assertThat(json.path("warnings").path(0).asText()).contains(LOSS);
    assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    assertThat(doctor.out()).containsPattern("topics +WARNING +topic .*" + LOSS);
  }
}
