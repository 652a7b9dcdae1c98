package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.append.Batch;
import io.lockstep.log.codec.RegistryUnavailableException;
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
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.trust.signature.SignatureVerdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PrimaryDutyTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final ReplayFixture node =
      ReplayFixture.having(
          WrittenLog.founded()
              .changeBy("n2", new JoinNode(WrittenLog.member("n2"), null, null, false, null)));
  private final Liveness liveness = new Liveness("n2", time, () -> TIMEOUT);
  private final Unreachable log = new Unreachable();
  private boolean duplicated;
  private final PrimaryDuty duty =
      new PrimaryDuty(
          WrittenLog.member("n2"),
          node.replay,
          liveness,
          log,
          TestSecrets.trust("test", "n2"),
          new Warnings(),
          (command, key) -> SignatureVerdict.VALID,
          ProfileParameters.NONE,
          () -> TIMEOUT,
          () -> duplicated,
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

  /** The log of a primary whose registry does not answer. */
  private static final class Unreachable implements PrimaryLog {
    private int prepared;
    private int closed;

    private static RegistryUnavailableException fails() {
      return new RegistryUnavailableException(
          URI.create("http://registry"), "a schema", new IOException());
    }

    @Override
    public void connect() {
      throw fails();
    }

    @Override
    public void prepare(long decided) {
      prepared++;
      throw fails();
    }

    @Override
    public void fence() {
      throw fails();
    }

    @Override
    public long append(Batch batch) {
      throw fails();
    }

    @Override
    public long eventsEnd() {
      throw fails();
    }

    @Override
    public long eventsBegin() {
      throw fails();
    }

    @Override
    public Set<String> missing(Collection<String> keys) {
      throw fails();
    }

    @Override
    public long outcomesEnd() {
      throw fails();
    }

    @Override
    public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
      throw fails();
    }

    @Override
    public void seekToCommitted(long decided) {
      throw fails();
    }

    @Override
    public List<CommandRecord> poll(Duration max) {
      throw fails();
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      time.pass(Duration.ofSeconds(1));
      liveness.hear(Samples.report("n2", 1));
      duty.prepare();
    }
  }

  @Test
  void preparesOnceForEachSilenceAndOutlivesWhatFails() {
    liveness.hear(Samples.report("n1", 1));
    pass(5);
    assertThat(log.prepared).isZero();

    pass(4);
    assertThat(log.prepared).isEqualTo(1);

    liveness.hear(Samples.report("n1", 2));
    pass(9);
    assertThat(log.prepared).isEqualTo(2);
  }

  @Test
  void closesWhatItHasConnectedOnceThePrimaryIsBackForAMinute() {
    liveness.hear(Samples.report("n1", 1));
    pass(9);
    assertThat(log.prepared).isEqualTo(1);

    passWithPrimary(59);
    assertThat(log.closed).isZero();
    passWithPrimary(120);
    assertThat(log.closed).isEqualTo(1);

    pass(9);
    assertThat(log.prepared).isEqualTo(2);
  }

  @Test
  void neitherPreparesNorTakesTheRoleWhileAnotherRunsUnderItsId() {
    liveness.hear(Samples.report("n1", 1));
    duplicated = true;
    pass(15);
    assertThat(log.prepared).isZero();
    assertThat(duty.isDue()).isFalse();

    duplicated = false;

    assertThat(duty.isDue()).isTrue();
  }

  private void passWithPrimary(int seconds) {
    for (int second = 0; second < seconds; second++) {
      liveness.hear(Samples.report("n1", 2));
      pass(1);
    }
  }
}
