package io.lockstep.benchmark.report;

import io.lockstep.benchmark.stats.Runs;

/**
 * One line of the table.
 *
 * @param name what was measured, and of what
 * @param unit such as {@code ms}; empty for a ratio
 * @param runs the values
 * @param atMost the goal: the median is not to exceed it; null where there is none
 * @param atLeast the goal: the median is not to fall below it; null where there is none
 */
public record Figure(String name, String unit, Runs runs, Double atMost, Double atLeast) {
  /** One that is better when it is lower. */
  public Figure(String name, String unit, Runs runs, Double atMost) {
    this(name, unit, runs, atMost, null);
  }

  /** One without a goal. */
  public static Figure of(String name, String unit, Runs runs) {
    return new Figure(name, unit, runs, null);
  }

  /** One that is better when it is higher; null: without a goal. */
  public static Figure atLeast(String name, String unit, Runs runs, Double goal) {
    return new Figure(name, unit, runs, null, goal);
  }

  /** Whether the goal is reached; null where there is none. */
  public Boolean held() {
    if (atMost == null && atLeast == null) {
      return null;
    }
    return (atMost == null || runs.median() <= atMost)
        && (atLeast == null || runs.median() >= atLeast);
  }
}
