package io.lockstep.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockGuardTest {
  private final AtomicLong wall = new AtomicLong(1_700_000_000_000L);
  private final AtomicLong nanos = new AtomicLong(-5_000_000L);
  private final List<String> renewed = new ArrayList<>();
  private boolean fails;
  private final ClockGuard guard =
      new ClockGuard(
          List.of(
              () -> renewed.add("one"),
              () -> {
                if (fails) {
                  throw new IllegalStateException("no brokers");
                }
                renewed.add("two");
              }),
          wall::get,
          nanos::get);

  private void pass(long millis, long byTheClock) {
    nanos.addAndGet(millis * 1_000_000);
    wall.addAndGet(byTheClock);
    guard.look();
  }

  @Test
  void leavesClientsAloneWhileTheClockGoesOn() {
    pass(500, 500);
    pass(5_000, 4_500); // slewed
    pass(500, 3_600_000); // set ahead

    assertThat(renewed).isEmpty();
  }

  @Test
  void renewsThemOnceWhenTheClockIsSetBack() {
    pass(500, -3_600_000);
    pass(500, 500);

    assertThat(renewed).containsExactly("one", "two");
  }

  @Test
  void renewsThemWhenTheClockComesBackFromAhead() {
    pass(500, 3_600_000);
    pass(500, 500);
    pass(500, -3_600_000);

    assertThat(renewed).containsExactly("one", "two");
  }

  @Test
  void triesAgainWhatFailed() {
    fails = true;
    pass(500, -3_600_000);
    pass(500, 500);
    assertThat(renewed).containsExactly("one");

    fails = false;
    pass(500, 500);
    pass(500, 500);

    assertThat(renewed).containsExactly("one", "two");
  }
}
