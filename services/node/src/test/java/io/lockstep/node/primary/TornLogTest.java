package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.append.Batch;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.log.testing.Samples;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Problem;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.trust.signature.SignatureVerdict;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is entitled to be primary, of a log whose journal is empty. */
class TornLogTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final WrittenLog written =
      WrittenLog.founded()
          .changeBy("n2", new JoinNode(WrittenLog.member("n2"), null, null, false, null));
  private final ReplayFixture node = ReplayFixture.having(written);
  private final Liveness liveness = new Liveness("n2", time, () -> TIMEOUT);
  private final Warnings warnings = new Warnings();
  private final Emptied log = new Emptied();
  private final PrimaryDuty duty =
      new PrimaryDuty(
          WrittenLog.member("n2"),
          node.replay,
          liveness,
          log,
          TestSecrets.trust("test", "n2"),
          warnings,
          (command, key) -> SignatureVerdict.VALID,
          ProfileParameters.NONE,
          () -> TIMEOUT,
          () -> false,
          new Timed(time, Surroundings.real(node.replay)));

  /** Surroundings with a monotonic time that passes when the test says so. */
  private record Timed(ManualTime time, Surroundings real) implements Surroundings {
    @Override
    public long nanoTime() {
      return time.getAsLong();
    }

    @Override
    public long wallMillis() {
      return real.wallMillis();
    }

    @Override
    public String newId() {
      return real.newId();
    }

    @Override
    public void awaitNews(Duration wait) {
      real.awaitNews(wait);
    }

    @Override
    public void await(Future<?> done, Duration most)
        throws TimeoutException, ExecutionException, InterruptedException {
      real.await(done, most);
    }
  }

  /** Counts fences; has no journal. */
  private static final class Emptied implements PrimaryLog {
    private int fenced;

    @Override
    public void connect() {}

    @Override
    public void prepare(long decided) {}

    @Override
    public void fence() {
      fenced++;
    }

    @Override
    public long append(Batch batch) {
      throw new AssertionError("nothing is to be written to a log that is torn");
    }

    @Override
    public long eventsEnd() {
      return 0;
    }

    @Override
    public long eventsBegin() {
      return 0;
    }

    @Override
    public Set<String> missing(Collection<String> keys) {
      return Set.of();
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
      return List.of();
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void thePrimaryIsGone() {
    liveness.hear(Samples.report("n1", 1));
    pass(15);
  }

  /** Lets seconds pass, and in each the node do what it is due to do. */
  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      time.pass(Duration.ofSeconds(1));
      liveness.hear(Samples.report("n2", 1));
      if (duty.isDue()) {
        duty.serve();
      }
    }
  }

  @Test
  void isToldWithWhereBothTopicsEndAndWhatToDo() {
    pass(10);

    assertThat(warnings.all())
        .extracting(Problem::getCode, Problem::getMessage)
        .singleElement()
        .asString()
        .contains("log-torn")
        .contains("the journal ends at revision 0")
        .contains("the events at " + node.replay.image().revision())
        .contains("data folders of the brokers");
  }

  @Test
  void isNotFencedAgainAndAgain() {
    pass(10);
    int before = log.fenced;

    pass(60);

    assertThat(log.fenced - before).isEqualTo(6);
  }

  @Test
  void isToldNoMoreOnceSomebodyWritesBothTopicsAgain() {
    pass(10);
    int from = written.records().size();
    written.set("a", "1");

    node.replay.onBatch(written.batch(from, from + 1));
    duty.isDue();

    assertThat(warnings.all()).isEmpty();
  }
}
