package io.lockstep.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
  @Test
  void tellsMedianAndSpreadWhateverTheOrder() {
    Runs runs = Runs.of(9, 1, 4, 100, 2);

    assertThat(runs.median()).isEqualTo(4);
    assertThat(runs.lowest()).isEqualTo(1);
    assertThat(runs.highest()).isEqualTo(100);
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    assertThat(Runs.of(8, 2, 4, 1).median()).isEqualTo(3);
  }

  @Test
  void isComparedPairByPair() {
    Runs slowTogether = Runs.of(10, 40, 12);
    Runs peer = Runs.of(5, 20, 4);

    assertThat(slowTogether.over(peer).values()).containsExactly(2.0, 2.0, 3.0);
  }

  @Test
  void isAddedPairByPair() {
    assertThat(Runs.of(1, 2).plus(Runs.of(10, 20)).values()).containsExactly(11.0, 22.0);
  }

  @Test
  void needsPairs() {
    assertThatThrownBy(() -> Runs.of(1, 2).over(Runs.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1");
  }

  @Test
  void needsARun() {
    assertThatThrownBy(() -> new Runs(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
