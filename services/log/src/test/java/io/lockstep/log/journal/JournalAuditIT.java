package io.lockstep.log.journal;

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
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.state.replay.JournalVerdict.Broken;
import io.lockstep.state.replay.JournalVerdict.Changed;
import io.lockstep.state.replay.JournalVerdict.Doubled;
import io.lockstep.state.replay.JournalVerdict.Intact;
import io.lockstep.state.replay.JournalVerdict.Missing;
import io.lockstep.state.replay.JournalVerdict.OutOfOrder;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The journal on a real broker, written as a primary writes it, then tampered with. */
@Tag("long")
class JournalAuditIT {
  private static final TestKafka KAFKA = TestKafka.single();

  private LogConnection connection;
  private Codecs codecs;
  private TestJournal journal;

  @BeforeEach
  void open() {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    journal = new TestJournal(connection, codecs);
  }

  @AfterEach
  void close() {
    journal.close();
    codecs.close();
  }

  private Broken broken() {
    JournalFinding finding = JournalAudit.run(connection, codecs);
    assertThat(finding.isIntact()).isFalse();
    assertThat(finding.offset()).isNotNegative();
    return (Broken) finding.verdict();
  }

  @Test
  void anEmptyJournalIsIntact() {
    JournalFinding finding = JournalAudit.run(connection, codecs);

    assertThat(finding.verdict()).isInstanceOf(Intact.class);
    assertThat(finding.span()).isEqualTo(new JournalSpan(0, 0, 0));
    assertThat(finding.offset()).isEqualTo(-1);
  }

  @Test
  void whatAPrimaryWroteIsIntact() {
    journal.append(1);
    journal.append(7_000);
    journal.append(3);

    JournalFinding finding = JournalAudit.run(connection, codecs);

    assertThat(finding.isIntact()).as("%s", finding).isTrue();
    assertThat(((Intact) finding.verdict()).revision()).isEqualTo(7_004);
    assertThat(finding.span().records()).isEqualTo(7_004);
  }

  @Test
  void handsOverTheEventAsItStandsInTheRecord() {
    journal.append(5);
    List<JournalRecord> records = new ArrayList<>();

    new JournalReader(connection, codecs).read(records::add);

    assertThat(records).extracting(JournalRecord::key).containsExactly("1", "2", "3", "4", "5");
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(record.eventBytes())
                    .isEqualTo(TestJournal.encoded(record.entry().getEvent())));
  }

  @Test
  void namesADoubledEntry() {
    List<JournalEntry> entries = journal.append(10);
    journal.forge("4", entries.get(3));

    assertThat(broken()).isInstanceOf(Doubled.class);
    assertThat(broken().revision()).isEqualTo(4);
  }

  @Test
  void namesAChangedEntry() {
    journal.append(10);
    JournalEntry next = journal.next();
    next.getEvent().setActor("mallory");
    journal.forge("11", next);

    assertThat(broken()).isInstanceOf(Changed.class);
    assertThat(broken().revision()).isEqualTo(11);
    assertThat(JournalAudit.run(connection, codecs).offset()).isEqualTo(11); // behind the marker
  }

  @Test
  void namesAnEntryOutOfOrderAndAMissingOne() {
    journal.append(10);
    JournalEntry eleven = journal.next();
    JournalEntry twelve = journal.next();
    journal.forge("12", twelve);
    assertThat(broken()).isInstanceOf(Missing.class);
    assertThat(broken().revision()).isEqualTo(11);

    journal.forge("11", eleven);

    assertThat(broken()).isInstanceOf(OutOfOrder.class);
    assertThat(broken().revision()).isEqualTo(11);
  }

  @Test
  void namesRecordsThatCannotBeRead() {
    journal.append(2);
    journal.forge("3", new byte[] {9, 9, 9, 9, 9, 9, 9});
    journal.forge("3", (byte[]) null);

    JournalFinding finding = JournalAudit.run(connection, codecs);

    assertThat(finding.unreadable()).isEqualTo(2);
    assertThat(finding.unreadableAt()).containsExactly(3L, 4L); // behind the marker
    assertThat(finding.offset()).isEqualTo(3);
    assertThat(finding.span().records()).isEqualTo(4);
    assertThat(finding.verdict())
        .isEqualTo(
            new Changed(
                3,
                "the record where revision 3 was due is unreadable: starts with byte 9 instead of"
                    + " 0: not in Confluent wire format"));

    journal.forge(null, journal.next());

    JournalFinding behind = JournalAudit.run(connection, codecs);
    assertThat(((Changed) behind.verdict()).reason()).contains("has key null");
    assertThat(behind.offset()).isEqualTo(5);
  }

  @Test
  void passesOverForeignRecordsAndFindsWhatWasChangedBehindThem() {
    journal.append(2);
    journal.forge("x", new byte[] {9, 9});
    journal.forge("3", new byte[] {9, 9});
    journal.append(3);

    JournalFinding finding = JournalAudit.run(connection, codecs);

    assertThat(finding.isIntact()).as("%s", finding).isTrue();
    assertThat(((Intact) finding.verdict()).revision()).isEqualTo(5);
    assertThat(finding.unreadableAt()).containsExactly(3L, 4L);
    assertThat(finding.offset()).isEqualTo(-1);

    JournalEntry next = journal.next();
    next.getEvent().setActor("mallory");
    journal.forge("6", next);

    assertThat(broken()).isInstanceOf(Changed.class);
    assertThat(broken().revision()).isEqualTo(6);
  }

  @Test
  void namesABeginningThatWasCutOff() {
    journal.append(10);
    journal.cutBefore(KAFKA, 4);

    JournalFinding finding = JournalAudit.run(connection, codecs);

    assertThat(finding.span().begin()).isEqualTo(4);
    assertThat(finding.verdict())
        .isEqualTo(
            new Missing(1, "revisions 1 to 4 are missing: the journal begins with revision 5"));
  }

  private JournalFinding withMacs(TestMacs macs) {
    return JournalAudit.run(connection, codecs, Optional.of(macs::check), entry -> {});
  }

  @Test
  void provesEventsByTheirMacs() {
    TestMacs macs = new TestMacs(connection.cluster());
    try (TestJournal signed = new TestJournal(connection, codecs, macs::sign)) {
      signed.append(6_000);

      JournalFinding finding = withMacs(macs);

      assertThat(finding.isIntact()).as("%s", finding).isTrue();
      assertThat(finding.macs())
          .contains(new MacFinding(6_000, 0, 0, new TreeSet<>(), 0, -1, null));
    }
    assertThat(JournalAudit.run(connection, codecs).macs()).isEmpty();
  }

  @Test
  void namesTheFirstEventWithoutAMacThoughTheChainHolds() {
    TestMacs macs = new TestMacs(connection.cluster());
    try (TestJournal signed =
        new TestJournal(
            connection, codecs, event -> event.getRevision() % 4 == 0 ? event : macs.sign(event))) {
      signed.append(10);

      JournalFinding finding = withMacs(macs);

      assertThat(finding.verdict()).isInstanceOf(Intact.class);
      assertThat(finding.isIntact()).isFalse();
      assertThat(finding.macs())
          .contains(
              new MacFinding(
                  8,
                  2,
                  0,
                  new TreeSet<>(),
                  4,
                  3,
                  "the event of revision 4 has no MAC: nobody who holds the cluster secret wrote"
                      + " it"));
    }
  }

  @Test
  void namesTheFirstEventThatAnotherSecretSigned() {
    TestMacs macs = new TestMacs(connection.cluster());
    TestMacs forger = new TestMacs(connection.cluster());
    try (TestJournal signed =
        new TestJournal(
            connection,
            codecs,
            event -> event.getRevision() == 7 ? forger.sign(event) : macs.sign(event))) {
      signed.append(10);

      MacFinding found = withMacs(macs).macs().orElseThrow();

      assertThat(found.revision()).isEqualTo(7);
      assertThat(found.bad()).isEqualTo(1);
      assertThat(found.reason()).contains("has a wrong MAC");
    }
  }

  @Test
  void knowsVersionsOfTheSecretThatTheJournalAnnounced() {
    TestMacs first = new TestMacs(connection.cluster());
    TestMacs second =
        new TestMacs(
            connection.cluster(), SecretRing.of(ClusterSecret.generate(2, new SecureRandom())));
    TestMacs third =
        new TestMacs(
            connection.cluster(), SecretRing.of(ClusterSecret.generate(3, new SecureRandom())));
    try (TestJournal signed =
        new TestJournal(
            connection,
            codecs,
            event -> {
              if (event.getRevision() == 3) {
                event.setPayload(
                    new SecretChanged(
                        new SecretVersion(2, "f2", SecretState.CURRENT, null, Map.of())));
              }
              return event.getRevision() <= 3
                  ? first.sign(event)
                  : event.getRevision() == 6 ? third.sign(event) : second.sign(event);
            })) {
      signed.append(8);

      MacFinding found = withMacs(first).macs().orElseThrow();

      assertThat(found.valid()).isEqualTo(3);
      assertThat(found.unchecked()).isEqualTo(4);
      assertThat(found.uncheckedVersions()).containsExactly(2);
      assertThat(found.revision()).isEqualTo(6);
      assertThat(found.reason()).contains("version 3 of the cluster secret, which there never was");
    }
  }

  @Test
  void provesAnEventWhoseMapsWereWrittenInAnotherOrder() {
    TestMacs macs = new TestMacs(connection.cluster());
    try (TestJournal signed =
        new TestJournal(
            connection,
            codecs,
            event -> {
              Map<String, ByteBuffer> disordered = new LinkedHashMap<>();
              disordered.put("n2", ByteBuffer.wrap(new byte[1]));
              disordered.put("n1", ByteBuffer.wrap(new byte[1]));
              event.setPayload(
                  new SecretChanged(
                      new SecretVersion(1, "f1", SecretState.RETIRED, null, disordered)));
              return macs.sign(event);
            })) {
      signed.append(3);

      JournalFinding finding = withMacs(macs);

      assertThat(finding.isIntact()).as("%s", finding).isTrue();
      assertThat(finding.macs().orElseThrow().valid()).isEqualTo(3);
    }
  }

  @Test
  void endsWithWhatTheWatcherThrows() {
    journal.append(20_000);

    assertThatThrownBy(
            () ->
                JournalAudit.scan(
                    connection,
                    codecs,
                    entry -> {
                      throw new IllegalStateException("enough");
                    }))
        .hasMessage("enough");
  }

  @Test
  void endsWithWhatTheHandlerThrows() {
    journal.append(20_000);

    assertThatThrownBy(
            () ->
                new JournalReader(connection, codecs)
                    .read(
                        record -> {
                          throw new IllegalStateException("enough");
                        }))
        .hasMessage("enough");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("lockstep-journal");
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

    assertThatThrownBy(() -> JournalAudit.run(nowhere, codecs))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("127.0.0.1:9")
        .hasMessageContaining("read the journal");
  }
}
