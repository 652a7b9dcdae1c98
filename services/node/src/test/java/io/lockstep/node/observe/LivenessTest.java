package io.lockstep.node.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LivenessTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final Liveness liveness = new Liveness("n1", time, () -> TIMEOUT);

  private void hear(String node, NodeState state, long revision) {
    NodeReport report = Samples.report(node, 1);
    report.setState(state);
    report.setReceivedRevision(revision);
    liveness.hear(report);
  }

  private void hear(String node) {
    hear(node, NodeState.ONLINE, 1);
  }

  /** Passes, with this node's own report each second. */
  private void listen(int seconds) {
    for (int second = 0; second < seconds; second++) {
      time.pass(SECOND);
      hear("n1");
    }
  }

  @Test
  void countsTheSilenceOfANodeWhileItHearsItself() {
    hear("n1");
    hear("n2");

    listen(7);

    assertThat(liveness.silence("n2")).isEqualTo(Duration.ofSeconds(7));
    assertThat(liveness.alive("n2")).isTrue();
    listen(4);
    assertThat(liveness.alive("n2")).isFalse();
  }

  @Test
  void judgesNobodyWhileItDoesNotHearItself() {
    hear("n1");
    hear("n2");

    time.pass(Duration.ofMinutes(5));

    assertThat(liveness.silence("n2")).isZero();
    assertThat(liveness.alive("n2")).isTrue();
  }

  @Test
  void takesTheTimeThatItWasDeafOffTheSilenceOfOthers() {
    hear("n1");
    hear("n2");
    time.pass(Duration.ofMinutes(5));

    listen(3);

    assertThat(liveness.silence("n2")).isLessThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(liveness.alive("n2")).isTrue();
  }

  @Test
  void countsTheSilenceBehindTheTimeThatItWasDeaf() {
    hear("n1");
    hear("n2");
    time.pass(Duration.ofMinutes(5));
    hear("n1");

    listen(11);

    assertThat(liveness.silence("n2")).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(12));
    assertThat(liveness.alive("n2")).isFalse();
  }

  @Test
  void countsTheSilenceBeforeTheTimeThatItWasDeaf() {
    hear("n1");
    hear("n2");
    listen(6);
    time.pass(Duration.ofMinutes(5));
    hear("n1");

    listen(5);

    assertThat(liveness.silence("n2")).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(12));
  }

  @Test
  void countsTheSilenceOfANodeNeverHeardOfFromItsOwnStart() {
    hear("n1");

    listen(11);

    assertThat(liveness.silence("n3")).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    assertThat(liveness.alive("n3")).isFalse();
  }

  @Test
  void isAliveItself() {
    assertThat(liveness.alive("n1")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(NodeState.class)
  void takesTheWordOfANodeThatIsNotWell(NodeState state) {
    hear("n1");
    hear("n2", state, 1);

    boolean expectFault =
        state == NodeState.DIVERGED
            || state == NodeState.INCOMPATIBLE
            || state == NodeState.REMOVED;
    assertThat(liveness.faulted("n2")).isEqualTo(expectFault);
    assertThat(liveness.alive("n2")).isEqualTo(!expectFault && state != NodeState.STOPPING);
    assertThat(liveness.unfit("n2").isPresent()).isNotEqualTo(liveness.alive("n2"));
  }

  @Test
  void saysWhyANodeThatReportsIsNotFit() {
    hear("n1");
    hear("n2", NodeState.DIVERGED, 1);

    assertThat(liveness.unfit("n2")).contains("reports state DIVERGED");
    listen(11);
    assertThat(liveness.unfit("n2")).as("silent since").isEmpty();
  }

  @Test
  void doesNotCallANodeLateThatIsBehindForLessThanTwoSeconds() {
    liveness.reach(100);
    time.pass(Duration.ofSeconds(3));
    liveness.reach(200);
    time.pass(SECOND);
    hear("n2", NodeState.ONLINE, 100);

    assertThat(liveness.lag("n2")).isZero();
  }

  @Test
  void measuresHowFarANodeIsBehind() {
    liveness.reach(100);
    time.pass(Duration.ofSeconds(3));
    liveness.reach(200);
    time.pass(Duration.ofSeconds(3));
    hear("n2", NodeState.ONLINE, 150);

    assertThat(liveness.lag("n2")).isEqualTo(50);
  }

  @Test
  void remembersAHeadThatStaysForAnHour() {
    liveness.reach(200);
    time.pass(Duration.ofHours(1));
    liveness.reach(200);
    hear("n2", NodeState.ONLINE, 150);

    assertThat(liveness.lag("n2")).isEqualTo(50);
  }

  @Test
  void keepsNoMoreHeadsThanItNeeds() {
    for (int revision = 1; revision <= 10_000; revision++) {
      time.pass(Duration.ofMillis(100));
      liveness.reach(revision);
    }
    hear("n2", NodeState.ONLINE, 9_000);

    assertThat(liveness.lag("n2")).isEqualTo(980);
  }

  @Test
  void callsANodeThatHasNeverReportedInfinitelyLate() {
    assertThat(liveness.lag("n2")).isEqualTo(Long.MAX_VALUE);
    assertThat(liveness.lag("n1")).isZero();
  }

  @Test
  void saysHowOldTheLastReportIs() {
    hear("n2");
    time.pass(SECOND);

    assertThat(liveness.last("n2")).get().extracting(Liveness.Seen::age).isEqualTo(SECOND);
    assertThat(liveness.last("n3")).isEmpty();
  }
}
