package io.lockstep.consistency.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void findsAGrowthBehindTheWarmUp() {
    Series series = new Series();
    for (int i = 0; i < 30; i++) {
      series.add(i * 100, 1_000 + 5 * i + (i % 2 == 0 ? 3 : -3));
    }

    assertThat(series.slope()).isCloseTo(0.05, within(0.005));
    assertThat(series.growth()).isCloseTo(0.086, within(0.01));
  }

  @Test
  void takesNoWarmUpForGrowth() {
    Series series = new Series();
    for (int i = 0; i < 30; i++) {
      series.add(i * 100, i < 10 ? i * 100 : 1_000);
    }

    assertThat(series.growth()).isZero();
  }

  @Test
  void whatStandsStillDoesNotGrow() {
    Series series = new Series();
    series.add(7, 1);
    series.add(7, 2);

    assertThat(series.slope()).isZero();
  }
}
