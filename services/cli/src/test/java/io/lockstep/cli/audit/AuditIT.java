package io.lockstep.cli.audit;

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
import io.lockstep.schema.JournalEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code audit} on a real broker. */
class AuditIT {
  private static final TestKafka KAFKA = TestKafka.single();

  @TempDir Path folder;
  private LogConnection connection;
  private Codecs codecs;
  private TestJournal journal;

  @BeforeEach
  void open() {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    journal = new TestJournal(connection, codecs);
    journal.append(20);
  }

  @AfterEach
  void close() {
    journal.close();
    codecs.close();
  }

  private Run audit(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of(
            "--kafka",
            connection.bootstrapServers(),
            "--registry",
            connection.registry().toString(),
            "--cluster-name",
            connection.cluster()));
    return Run.lockstep(all.toArray(String[]::new));
  }

  @Test
  void provesAnUntouchedJournal() throws Exception {
    Run run = audit("verify");
    JsonNode json = Json.MAPPER.readTree(audit("verify", "--output", "json").out());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("is intact: revisions 1 to 20, each once and in order", "hash of revision 20: ")
        .containsPattern("20 entries in \\d+\\.\\d\\d s");
    assertThat(json.path("intact").asBoolean()).isTrue();
    assertThat(json.path("entries").asLong()).isEqualTo(20);
    assertThat(json.path("revision").asLong()).isEqualTo(20);
    assertThat(json.path("hash").asText()).hasSize(64);
    assertThat(json.path("cluster").asText()).isEqualTo(connection.cluster());
  }

  @Test
  void namesTheFirstRevisionThatWasTamperedWith() throws Exception {
    JournalEntry changed = journal.next();
    changed.getEvent().setActor("mallory");
    journal.forge("21", changed);

    Run run = audit("verify");
    JsonNode json = Json.MAPPER.readTree(audit("verify", "--output", "json").out());

    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out())
        .contains("is broken from revision 21 on (changed)", "a hash that is not that of its event")
        .contains("21 entries in ");
    assertThat(json.path("intact").asBoolean()).isFalse();
    assertThat(json.path("finding").path("kind").asText()).isEqualTo("changed");
    assertThat(json.path("finding").path("revision").asLong()).isEqualTo(21);
    assertThat(json.path("finding").path("offset").asLong()).isEqualTo(21);
  }

  @Test
  void countsARecordThatNobodyCanReadAsForeign() throws Exception {
    journal.forge("x", new byte[] {7});

    Run run = audit("verify");
    JsonNode json = Json.MAPPER.readTree(audit("verify", "--output", "json").out());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("is intact: revisions 1 to 20")
        .contains("1 foreign record that nobody can read, at offset 21: no primary wrote it");
    assertThat(json.path("intact").asBoolean()).isTrue();
    assertThat(json.path("unreadable").asLong()).isEqualTo(1);
    assertThat(json.path("unreadableOffsets").toString()).isEqualTo("[21]");
  }

  @Test
  void listsTheNewestLast() {
    Run run = audit("list", "--limit", "2", "--to", "19", "--entity", "configuration/key1");

    assertThat(run)
        .isEqualTo(
            new Run(
                0,
                """
                REVISION  TIME                  ACTOR   ORIGIN  EVENT                 ENTITY               VALUE
                18        2026-09-21T14:13:20Z  tester  n1      ConfigurationChanged  configuration/key18  value 18
                19        2026-09-21T14:13:20Z  tester  n1      ConfigurationChanged  configuration/key19  value 19
                """,
                ""));
  }

  @Test
  void listsWhatCanBeReadAndSaysWhatCannot() throws Exception {
    journal.forge("21", new byte[] {7});

    Run run = audit("list", "--output", "json");
    JsonNode json = Json.MAPPER.readTree(run.out());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("offset 21", "left out", "audit verify");
    assertThat(json.path("unreadable").asLong()).isEqualTo(1);
    assertThat(json.path("items")).hasSize(20);
  }

  @Test
  void exportsLinesAndTables() throws Exception {
    Path file = folder.resolve("audit.csv");

    Run lines = audit("export", "--from", "5");
    Run table = audit("export", "--format", "csv", file.toString());

    assertThat(lines.out().lines()).hasSize(16);
    assertThat(lines.out()).startsWith("{\"revision\":5,");
    assertThat(table).isEqualTo(new Run(0, "", ""));
    assertThat(Files.readAllLines(file))
        .hasSize(21)
        .startsWith(
            "revision,time,epoch,change,index,size,actor,origin,type,entity,value,sealed,state,"
                + "previousHash,hash");
  }
}
