package io.lockstep.log.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.TestJournal;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.JournalEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a new primary finds the end of the journal, on a real broker. */
class JournalTailIT {
  private static final TestKafka KAFKA = TestKafka.single();

  private LogConnection connection;
  private Codecs codecs;
  private TestJournal journal;
  private JournalTail tail;

  @BeforeEach
  void open() {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    journal = new TestJournal(connection, codecs);
    tail = new JournalTail(connection, codecs);
  }

  @AfterEach
  void close() {
    tail.close();
    journal.close();
    codecs.close();
  }

  @Test
  void findsNothingInAnEmptyJournal() {
    assertThat(tail.last(0, entry -> true)).isEmpty();
  }

  @Test
  void findsTheLastEntryAgainAndAgain() {
    journal.append(1);
    assertThat(tail.last(0, entry -> true))
        .hasValueSatisfying(last -> assertThat(last.getRevision()).isEqualTo(1));

    List<JournalEntry> entries = journal.append(300);

    assertThat(tail.last(0, entry -> true)).contains(entries.get(299));
  }

  @Test
  void looksBeyondEntriesThatNoPrimaryWrote() {
    List<JournalEntry> entries = journal.append(300);

    assertThat(tail.last(200, entry -> entry.getRevision() <= 200)).contains(entries.get(199));
    assertThat(tail.last(1, entry -> false)).isEmpty();
  }

  @Test
  void looksBeyondOldEntriesThatWereWrittenAgain() {
    List<JournalEntry> entries = journal.append(300);

    assertThat(tail.last(250, entry -> entry.getRevision() <= 250 || entry.getRevision() >= 285))
        .contains(entries.get(299));
    assertThat(tail.last(250, entry -> entry.getRevision() <= 250)).contains(entries.get(249));
  }

  @Test
  void looksBeyondMarkersThatStandBehindTheLastEntry() {
    List<JournalEntry> entries = journal.append(3);
    journal.cutBefore(KAFKA, 2);

    assertThat(tail.last(0, entry -> true)).contains(entries.get(2));
  }

  @Test
  void findsNothingWhereAllWasDeleted() {
    journal.append(3);
    journal.cutBefore(KAFKA, 4);

    assertThat(tail.last(0, entry -> true)).isEmpty();
  }

  @Test
  void saysWhichBrokersDoNotAnswer() {
    LogConnection nowhere =
        new LogConnection(
            "east",
            "127.0.0.1:9",
            connection.registry(),
            connection.schemaCache(),
            Map.of("default.api.timeout.ms", "1000"));
    try (JournalTail lost = new JournalTail(nowhere, codecs)) {
      assertThatThrownBy(() -> lost.last(0, entry -> true))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("127.0.0.1:9");
    }
  }
}
