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
    clock.report(50_000, true);
    clock.tick(250);
    clock.tick(500);

    assertThat(clock.now()).isEqualTo(50_500);
  }

  @Test
  void anotherReportSetsItAnew() {
    clock.tick(0);
    clock.report(50_000, true);
    clock.tick(900);

    clock.report(50_800, true);

    assertThat(clock.now()).isEqualTo(50_800);
  }

  @Test
  void aReportThatIsALittleEarlierDoesNotTurnItBack() {
    clock.report(50_000, true);

    assertThat(clock.report(48_500, true)).isZero();
    assertThat(clock.now()).isEqualTo(50_000);
  }

  @Test
  void tellsByHowMuchTheBrokersClockWasSetBack() {
    clock.tick(0);
    clock.report(50_000, true);
    clock.tick(500);

    assertThat(clock.report(40_000, true)).isEqualTo(-10_500);
    assertThat(clock.now()).isEqualTo(40_000);
    assertThat(clock.report(41_000, true)).isZero();
  }

  @Test
  void tellsByHowMuchTheBrokersClockWasSetAhead() {
    clock.tick(0);
    clock.report(50_000, true);
    clock.tick(500);

    assertThat(clock.report(60_000, true)).isEqualTo(9_500);
    assertThat(clock.now()).isEqualTo(60_000);
  }

  @Test
  void aLongSilenceIsNoStep() {
    clock.tick(0);
    clock.report(50_000, true);
    for (int second = 1; second <= 60; second++) {
      clock.tick(second * 1_000);
    }

    assertThat(clock.report(110_200, true)).isZero();
    assertThat(clock.now()).isEqualTo(110_200);
  }

  @Test
  void inABacklogTimesMayLeap() {
    assertThat(clock.report(50_000, false)).isZero();
    assertThat(clock.report(90_000, false)).isZero();

    assertThat(clock.now()).isEqualTo(90_000);
    assertThat(clock.settle()).isZero();
  }

  @Test
  void afterABacklogItIsAsTheLastReportSays() {
    clock.remember(90_000);
    clock.report(50_000, false);
    for (int second = 0; second <= 30; second++) {
      clock.tick(second * 1_000);
    }
    clock.report(51_000, false);
    assertThat(clock.now()).isEqualTo(120_000);

    assertThat(clock.settle()).isEqualTo(-39_000);

    assertThat(clock.now()).isEqualTo(51_000);
    assertThat(clock.report(52_000, true)).isZero();
  }

  @Test
  void whatIsRememberedStandsWhereNothingWasRead() {
    clock.remember(90_000);

    assertThat(clock.settle()).isZero();
    assertThat(clock.now()).isEqualTo(90_000);
  }

  @Test
  void aPauseCountsForOneStep() {
    clock.report(50_000, true);
    clock.tick(0);

    clock.tick(600_000);

    assertThat(clock.now()).isEqualTo(51_000);
  }

  @Test
  void aClockThatIsSetBackCountsForNothing() {
    clock.report(50_000, true);
    clock.tick(600_000);

    clock.tick(0);
    clock.tick(250);

    assertThat(clock.now()).isEqualTo(50_250);
  }

  @Test
  void eventsDoNotRunAheadOfReports() {
    clock.event(10_000);
    assertThat(clock.now()).isEqualTo(10_000);

    clock.report(9_000, true);
    clock.event(20_000);

    assertThat(clock.now()).isEqualTo(9_000);
  }
}
