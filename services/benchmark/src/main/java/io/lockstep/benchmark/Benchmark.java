package io.lockstep.benchmark;

import io.lockstep.benchmark.report.Report;
import io.lockstep.sandbox.Progress;

/** Something that can be measured by name. */
public interface Benchmark {
  /** What it is asked for by. */
  String name();

  /** What it measures, in a line. */
  String description();

  /** About how long it takes in full on two cores, such as {@code 5 min}. */
  default String takes() {
    return "";
  }

  /**
   * Measures. Nothing that it started runs when this returns.
   *
   * @param progress hears of each step
   * @throws InterruptedException if the thread is interrupted
   */
  Report run(Plan plan, Progress progress) throws InterruptedException;
}
