package io.lockstep.benchmark.growth;

import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.stats.Runs;

/**
 * What was measured at one size.
 *
 * @param size in words, such as {@code 30 nodes}
 * @param figure what, such as {@code one change, p50}
 * @param unit of the values
 */
record Point(String size, String figure, String unit, Runs runs) {
  Figure line() {
    return Figure.of(size + ": " + figure, unit, runs);
  }
}
