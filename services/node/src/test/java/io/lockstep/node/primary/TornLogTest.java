package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Problem;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.trust.signature.SignatureVerdict;
import java.time.Duration;
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

  /** Counts fences. */
  private static final class Emptied extends EmptyLog {
    private int fenced;

    @Override
    public void fence() {
      fenced++;
    }
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
