package io.lockstep.benchmark.report;

import io.lockstep.benchmark.stats.Runs;

/**
 * One line of the table.
 *
 * @param name what was measured, and of what
 * @param unit such as {@code ms}; empty for a ratio
 * @param runs the values
 * @param atMost the goal: the median is not to exceed it; null where there is none
 */
public record Figure(String name, String unit, Runs runs, Double atMost) {
  /** One without a goal. */
  public static Figure of(String name, String unit, Runs runs) {
    return new Figure(name, unit, runs, null);
  }

  /** Whether the goal is reached; null where there is none. */
  public Boolean held() {
    return atMost == null ? null : Boolean.valueOf(runs.median() <= atMost);
  }
}
