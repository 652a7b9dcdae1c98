package io.lockstep.benchmark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void percentilesAreValuesThatWereMeasured() {
    Sample sample =
        new Sample(IntStream.rangeClosed(1, 1_000).mapToDouble(i -> 1_001 - i).toArray());

    assertThat(sample.percentile(0.5)).isEqualTo(500);
    assertThat(sample.percentile(0.99)).isEqualTo(990);
    assertThat(sample.percentile(1)).isEqualTo(1_000);
  }

  @Test
  void oneValueIsEveryPercentile() {
    assertThat(new Sample(new double[] {7}).percentile(0.01)).isEqualTo(7);
  }

  @Test
  void doesNotFollowTheArrayItWasMadeOf() {
    double[] values = {1, 2, 3};
    Sample sample = new Sample(values);

    values[2] = 50;

    assertThat(sample.percentile(1)).isEqualTo(3);
  }

  @Test
  void anEmptyOneHasNoPercentiles() {
    assertThat(new Sample(new double[0]).percentile(0.5)).isNaN();
  }

  @Test
  void refusesPercentInsteadOfAShare() {
    assertThatThrownBy(() -> new Sample(new double[] {1}).percentile(99))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
