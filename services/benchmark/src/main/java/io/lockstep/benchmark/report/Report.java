package io.lockstep.benchmark.report;

import java.util.List;

/**
 * What came of a benchmark.
 *
 * @param name the benchmark's
 * @param how the load, in sentences
 * @param figures what was measured
 * @param missing what was not, and why: a peer that is not installed, a part that failed
 * @param plots lines that stand below the table
 */
public record Report(
    String name, List<String> how, List<Figure> figures, List<String> missing, List<String> plots) {
  /** Copies the lists. */
  public Report {
    how = List.copyOf(how);
    figures = List.copyOf(figures);
    missing = List.copyOf(missing);
    plots = List.copyOf(plots);
  }

  /** One without plots. */
  public Report(String name, List<String> how, List<Figure> figures, List<String> missing) {
    this(name, how, figures, missing, List.of());
  }
}
