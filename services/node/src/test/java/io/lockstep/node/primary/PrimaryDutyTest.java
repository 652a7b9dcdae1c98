package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.testing.Samples;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.node.testing.ReplayFixture;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.JoinNode;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.trust.signature.SignatureVerdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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

  /** The log of a primary whose registry does not answer. */
  private static final class Unreachable extends EmptyLog {
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
