package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.append.Batch;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.Command;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.trust.signature.SignatureVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PrimaryTermTest {
  private final WrittenLog log = WrittenLog.founded().set("a", "1");
  private final ReplayFixture node = ReplayFixture.having(log);
  private final OneCommand commands = new OneCommand();

  /** A log with one command, which notes what it is to write. */
  private static final class OneCommand implements PrimaryLog {
    private final List<Batch> written = new ArrayList<>();

    @Override
    public void connect() {}

    @Override
    public void prepare() {}

    @Override
    public void fence() {}

    @Override
    public long append(Batch batch) {
      written.add(batch);
      throw new IllegalStateException("written");
    }

    @Override
    public long eventsEnd() {
      return 0;
    }

    @Override
    public long outcomesEnd() {
      return 0;
    }

    @Override
    public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
      return Optional.empty();
    }

    @Override
    public void seekToCommitted(long decided) {}

    @Override
    public List<CommandRecord> poll(Duration max) {
      return List.of(new CommandRecord(0, 0, command(), null));
    }

    @Override
    public void close() {}

    private static Command command() {
      Submission submission =
          Submission.newBuilder()
              .setId("c1")
              .setActor("tester")
              .setTime(Instant.EPOCH)
              .setOperations(
                  List.of(Operation.newBuilder().setAction(WrittenLog.setting("z", "1")).build()))
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
            new Warnings(),
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
}
