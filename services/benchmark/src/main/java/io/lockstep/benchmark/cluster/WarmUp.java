package io.lockstep.benchmark.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Repeats what is to be measured until the compilers of all processes are done with most of it: a
 * node runs for days, and what it is like in its first minute is another question. Says how long it
 * took, and how much they had while it was measured. One thread.
 */
public final class WarmUp {
  /** Warm enough is where the compilers take no more of the processor time than that. */
  private static final double COMPILING = 0.05;

  private static final int LEAST = 3;

  private final ProcessorTime time;
  private final int most;
  private final List<Integer> turns = new ArrayList<>();
  private final List<Double> measured = new ArrayList<>();

  /**
   * Of a cluster.
   *
   * @param most turns; as many where the system does not tell what compilers take
   */
  public WarmUp(BenchCluster cluster, int most) {
    this.time = cluster.processorTime();
    this.most = most;
  }

  /** Does once what is to be measured. */
  @FunctionalInterface
  public interface Turn<X extends Exception> {
    /** The turns count from 1. */
    void run(int number) throws X, InterruptedException;
  }

  /** Until it is warm. */
  public <X extends Exception> void run(Turn<X> turn) throws X, InterruptedException {
    time.spent();
    int number = 0;
    double share;
    do {
      turn.run(++number);
      share = time.spent().compilersShare();
    } while (number < LEAST || !(share <= COMPILING) && number < most);
    turns.add(number);
  }

  /** Notes that what came since it was warm was measured. */
  public void measured() {
    measured.add(time.spent().compilersShare());
  }

  /** What is to be known of it, as a sentence. */
  public String text() {
    return ("Turns to warm up until the compilers of all processes had %.0f %% of their processor"
            + " time at most, %d at most: %s; they had %s while it was measured.")
        .formatted(
            COMPILING * 100,
            most,
            turns.stream().map(String::valueOf).collect(Collectors.joining(" and ")),
            measured.stream().map(WarmUp::percent).collect(Collectors.joining(" and ")));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "?" : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
