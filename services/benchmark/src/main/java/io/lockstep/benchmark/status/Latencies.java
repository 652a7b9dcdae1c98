package io.lockstep.benchmark.status;

import io.lockstep.benchmark.stats.Sample;
import java.util.Arrays;

/** Collects values without boxes. One thread at a time. */
final class Latencies {
  private double[] values = new double[1_024];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  Sample sample() {
    return new Sample(Arrays.copyOf(values, size));
  }
}
