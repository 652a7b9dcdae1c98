package io.lockstep.benchmark;

import java.nio.file.Path;

/**
 * How long to measure.
 *
 * @param folder new and empty, for all that is made
 * @param runs of each figure
 * @param quick shorter and smaller, to see that it works: its figures mean nothing
 */
public record Plan(Path folder, int runs, boolean quick) {
  /** Fewer say nothing of the spread. */
  public static final int FEWEST_RUNS = 5;
}
