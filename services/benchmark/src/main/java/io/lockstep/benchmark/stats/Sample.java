package io.lockstep.benchmark.stats;

import java.util.Arrays;

/** What was measured many times within one run, such as latencies. Not changed once made. */
public final class Sample {
  private final double[] sorted;

  /** Of these values, in any order. */
  public Sample(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** Number of values. */
  public int size() {
    return sorted.length;
  }

  /**
   * The lowest value that a share of all values does not exceed (nearest rank); NaN for an empty
   * sample.
   *
   * @param share above 0 and at most 1, such as 0.99
   */
  public double percentile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
