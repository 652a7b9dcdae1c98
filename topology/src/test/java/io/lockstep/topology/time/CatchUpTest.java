package io.lockstep.topology.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatchUpTest {
  private final CatchUp catchUp = new CatchUp(3);

  private void tickTo(long from, long to, long recordsPerTick) {
    long record = 1_000_000;
    for (long wall = from; wall <= to; wall += 250) {
      record += recordsPerTick;
      catchUp.record(record);
      catchUp.tick(wall);
    }
  }

  @Test
  void isOverWhenRecordsKeepStepWithTheClock() {
    catchUp.record(1_000_000);
    tickTo(0, 1_000, 250);

    assertThat(catchUp.isOver()).isTrue();
  }

  @Test
  void lastsWhileRecordsRunThroughTheirTimes() {
    tickTo(0, 60_000, 60_000);

    assertThat(catchUp.isOver()).isFalse();
  }

  @Test
  void isOverWhenNothingComes() {
    tickTo(0, 5_000, 60_000);
    for (long wall = 5_250; wall <= 6_250; wall += 250) {
      catchUp.tick(wall);
    }

    assertThat(catchUp.isOver()).isTrue();
  }

  @Test
  void staysOver() {
    catchUp.record(1_000_000);
    tickTo(0, 2_000, 250);
    catchUp.record(999_000_000);
    catchUp.tick(2_250);

    assertThat(catchUp.isOver()).isTrue();
  }
}
