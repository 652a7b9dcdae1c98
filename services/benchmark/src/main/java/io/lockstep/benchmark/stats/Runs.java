package io.lockstep.benchmark.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * One figure, measured several times: what is told is the median and the spread.
 *
 * @param values one for each run, in the order of the runs; at least one
 */
public record Runs(List<Double> values) {
  /** Copies the values. */
  public Runs {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a figure needs at least one run");
    }
  }

  /** Of these values. */
  public static Runs of(double... values) {
    return new Runs(Arrays.stream(values).boxed().toList());
  }

  /** Half of the runs are not above it, half not below; the mean of the two in the middle. */
  public double median() {
    double[] sorted = sorted();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The lowest run. */
  public double lowest() {
    return sorted()[0];
  }

  /** The highest run. */
  public double highest() {
    double[] sorted = sorted();
    return sorted[sorted.length - 1];
  }

  /**
   * This figure in multiples of another, run by run: both were measured beside each other, so that
   * what slowed one run slowed both.
   *
   * @throws IllegalArgumentException unless both have the same number of runs
   */
  public Runs over(Runs other) {
    return with(other, "ratio", (mine, theirs) -> mine / theirs);
  }

  /**
   * This figure and another, run by run.
   *
   * @throws IllegalArgumentException unless both have the same number of runs
   */
  public Runs plus(Runs other) {
    return with(other, "sum", Double::sum);
  }

  private Runs with(Runs other, String what, DoubleBinaryOperator operator) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException(
          "a %s needs pairs of runs, not %d and %d"
              .formatted(what, values.size(), other.values.size()));
    }
    return new Runs(
        IntStream.range(0, values.size())
            .mapToObj(run -> operator.applyAsDouble(values.get(run), other.values.get(run)))
            .toList());
  }

  private double[] sorted() {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
