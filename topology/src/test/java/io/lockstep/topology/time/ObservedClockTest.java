package io.lockstep.topology.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObservedClockTest {
  private final ObservedClock clock = new ObservedClock(1_000);

  @Test
  void standsStillBeforeTheFirstRecord() {
    clock.tick(10);
    clock.tick(500);

    assertThat(clock.now()).isZero();
  }

  @Test
  void countsOnFromTheNewestReport() {
    clock.tick(0);
    clock.report(50_000);
    clock.tick(250);
    clock.tick(500);

    assertThat(clock.now()).isEqualTo(50_500);
  }

  @Test
  void anotherReportSetsItAnew() {
    clock.tick(0);
    clock.report(50_000);
    clock.tick(900);

    clock.report(50_800);

    assertThat(clock.now()).isEqualTo(50_800);
  }

  @Test
  void anEarlierReportDoesNotTurnItBack() {
    clock.report(50_000);

    clock.report(40_000);

    assertThat(clock.now()).isEqualTo(50_000);
  }

  @Test
  void aPauseCountsForOneStep() {
    clock.report(50_000);
    clock.tick(0);

    clock.tick(600_000);

    assertThat(clock.now()).isEqualTo(51_000);
  }

  @Test
  void aClockThatIsSetBackCountsForNothing() {
    clock.report(50_000);
    clock.tick(600_000);

    clock.tick(0);
    clock.tick(250);

    assertThat(clock.now()).isEqualTo(50_250);
  }

  @Test
  void eventsDoNotRunAheadOfReports() {
    clock.event(10_000);
    assertThat(clock.now()).isEqualTo(10_000);

    clock.report(9_000);
    clock.event(20_000);

    assertThat(clock.now()).isEqualTo(9_000);
  }
}
