package io.lockstep.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.TestJournal;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real broker, written as a primary writes it, then tampered with. */
class JournalCursorIT {
  private static final TestKafka KAFKA = TestKafka.single();

  private LogConnection connection;
  private Codecs codecs;
  private TestJournal journal;
  private JournalCursor cursor;

  @BeforeEach
  void open() {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    journal = new TestJournal(connection, codecs);
    cursor =
        new JournalCursor(
            connection, codecs, entry -> !entry.getEvent().getActor().equals("forger"));
  }

  @AfterEach
  void close() {
    cursor.close();
    journal.close();
    codecs.close();
  }

  /** Until nothing more comes for a second. */
  private List<Long> rest() {
    List<Long> revisions = new ArrayList<>();
    for (List<JournalEntry> next = cursor.poll(Duration.ofSeconds(2));
        !next.isEmpty();
        next = cursor.poll(Duration.ofSeconds(1))) {
      next.forEach(entry -> revisions.add(entry.getRevision()));
    }
    return revisions;
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** What a forger writes: it names a revision, and no primary wrote it. */
  private void forge(JournalEntry like, long revision) {
    JournalEntry forged = JournalEntry.newBuilder(like).setRevision(revision).build();
    forged.getEvent().setActor("forger");
    forged.getEvent().setRevision(revision);
    journal.forge(Long.toString(revision), forged);
  }

  @Test
  void anEmptyJournalHasNoRevisions() {
    assertThat(cursor.first()).isZero();
    assertThat(cursor.last()).isZero();
    cursor.seek(1);
    assertThat(cursor.poll(Duration.ofMillis(200))).isEmpty();
  }

  @Test
  void beginsAtAnyRevisionAndGoesOn() {
    for (int i = 0; i < 5; i++) {
      journal.append(600);
    }

    for (long from : List.of(1L, 2L, 599L, 1800L, 2999L, 3000L)) {
      cursor.seek(from);
      assertThat(rest()).isEqualTo(range(from, 3000));
    }
    assertThat(cursor.first()).isEqualTo(1);
    assertThat(cursor.last()).isEqualTo(3000);
    cursor.seek(3001);
    assertThat(cursor.poll(Duration.ofMillis(200))).isEmpty();
    journal.append(2);
    assertThat(rest()).isEqualTo(range(3001, 3002));
  }

  @Test
  void passesOverWhatNoPrimaryWrote() {
    JournalEntry some = journal.append(700).get(3);
    forge(some, 9_000);
    journal.forge("701", new byte[] {0, 1, 2});
    journal.forge("4", some); // a copy of a genuine one
    journal.append(700);
    forge(some, 1_401);

    assertThat(cursor.last()).isEqualTo(1_400);
    for (long from : List.of(1L, 650L, 701L, 1_390L)) {
      cursor.seek(from);
      assertThat(rest()).isEqualTo(range(from, 1_400));
    }
  }

  @Test
  void saysWhereTheJournalBeginsWhenItWasCut() {
    journal.append(10);
    journal.append(10);
    journal.cutBefore(KAFKA, 11); // the first transaction and its marker

    assertThat(cursor.first()).isEqualTo(11);
    cursor.seek(11);
    assertThat(rest()).isEqualTo(range(11, 20));
    cursor.seek(5);
    assertThatThrownBy(() -> cursor.poll(Duration.ofSeconds(2)))
        .isInstanceOf(JournalGapException.class)
        .hasMessageContaining("lacks revision 5, revision 11 stands in its place");
  }
}
