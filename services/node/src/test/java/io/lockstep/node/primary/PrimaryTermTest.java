package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.append.Batch;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.log.tail.EventRecord;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.trust.signature.SignatureVerdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PrimaryTermTest {
  private final WrittenLog log = WrittenLog.founded().set("a", "1");
  private final ReplayFixture node = ReplayFixture.having(log);
  private final Commands commands = new Commands();
  private final Warnings warnings = new Warnings();

  /** A log with commands, all of which one poll brings; it notes what it is to write. */
  private static final class Commands extends EmptyLog {
    private final List<Batch> written = new ArrayList<>();
    private int number = 1;
    private JournalEntry last;
    private boolean schemaMissing;

    @Override
    public long append(Batch batch) {
      written.add(batch);
      throw new IllegalStateException("written");
    }

    @Override
    public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
      return Optional.ofNullable(last);
    }

    @Override
    public List<CommandRecord> poll(Duration max) {
      if (schemaMissing) {
        throw new RegistryUnavailableException(
            URI.create("http://registry"), "the schema with content id 9", new IOException());
      }
      List<CommandRecord> records =
          IntStream.range(0, number)
              .mapToObj(n -> new CommandRecord(n, 0, command("c" + n), null))
              .toList();
      number = 0;
      return records;
    }

    private static Command command(String id) {
      Submission submission =
          Submission.newBuilder()
              .setId(id)
              .setActor("tester")
              .setTime(Instant.EPOCH)
              .setOperations(
                  List.of(
                      Operation.newBuilder()
                          .setAction(new RemoveConfiguration("none", EntityKeys.SHARED))
                          .build()))
              .build();
      return Command.newBuilder()
          .setCluster("test")
          .setOrigin("n1")
          .setSubmissions(List.of(submission))
          .build();
    }
  }

  private PrimaryTerm term() {
    ReplayService replay = node.replay;
    PrimaryTerm term =
        PrimaryTerm.of(
            "n1",
            replay,
            new Liveness("n1", System::nanoTime, () -> Duration.ofSeconds(10)),
            commands,
            TestSecrets.trust("test", "n1"),
            warnings,
            (command, key) -> SignatureVerdict.VALID,
            ProfileParameters.NONE,
            Surroundings.real(replay));
    term.open();
    return term;
  }

  @Test
  void decidesNothingOnAnImageThatIsNotKnownToBeRight() {
    PrimaryTerm term = term();
    int from = log.records().size();
    log.set("b", "1").set("c", "1");
    node.end = log.end() + 10;

    node.replay.onBatch(log.batch(from + 1, from + 2)); // the record between is lost

    assertThat(node.replay.view().fault()).isEmpty();
    assertThatThrownBy(() -> term.decideNext(Duration.ZERO))
        .isInstanceOf(TermLost.class)
        .hasMessageContaining("is not known to be right");
    assertThat(commands.written).isEmpty();
  }

  @Test
  void takesTheFirstCommandsByFewAndThenAllThatWait() throws Exception {
    commands.number = 100;
    List<Event> events = log.records().stream().map(EventRecord::event).toList();
    List<JournalEntry> journal = AppendBatches.of(JournalChain.start(), events).journal();
    commands.last = journal.get(journal.size() - 1);
    PrimaryTerm term = term();
    term.fence();

    for (int batch = 0; batch < 2; batch++) {
      assertThatThrownBy(() -> term.decideNext(Duration.ZERO)).hasMessage("written");
    }

    assertThat(commands.written)
        .extracting(batch -> batch.outcomes().stream().map(Outcome::getCommandOffset).toList())
        .containsExactly(range(0, 16), range(16, 100));
  }

  @Test
  void warnsWhileTheNextCommandWaitsForItsSchema() throws Exception {
    commands.schemaMissing = true;
    PrimaryTerm term = term();

    assertThat(term.decideNext(Duration.ZERO)).isZero();
    assertThat(warnings.all())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.getCode()).isEqualTo("commands-held");
              assertThat(warning.getMessage()).contains("the schema with content id 9");
            });

    commands.schemaMissing = false;
    assertThatThrownBy(() -> term.decideNext(Duration.ZERO)).hasMessage("written");
    assertThat(warnings.all()).isEmpty();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
