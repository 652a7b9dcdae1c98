package io.lockstep.node.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepairGuardTest {
  private final RepairGuard guard = new RepairGuard();

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void leavesAFileForAWhileThatIsChangedAgainAndAgain() {
    for (int i = 1; i < RepairGuard.MOST; i++) {
      assertThat(guard.repaired("a", seconds(i))).isFalse();
    }
    guard.repaired("b", seconds(5));

    assertThat(guard.repaired("a", seconds(6))).isTrue();

    assertThat(guard.isPaused("a", seconds(7))).isTrue();
    assertThat(guard.paused(seconds(7))).containsExactly("a");
    assertThat(guard.isPaused("a", seconds(67))).isFalse();
    assertThat(guard.repaired("a", seconds(67))).as("it goes on").isTrue();
  }

  @Test
  void goesOnRepairingWhatIsChangedNowAndThen() {
    for (int i = 1; i < 100; i++) {
      assertThat(guard.repaired("a", seconds(30L * i))).isFalse();
    }
  }
}
