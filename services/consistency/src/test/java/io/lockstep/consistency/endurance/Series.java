package io.lockstep.consistency.endurance;

import java.util.ArrayList;
import java.util.List;

/** A figure that is looked at again and again while a count of changes rises. */
public final class Series {
  private final List<Double> at = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  /** Takes a value at a count. */
  void add(double count, double value) {
    at.add(count);
    values.add(value);
  }

  /** The last two thirds: in the first one, caches fill and code is compiled. */
  private Series steady() {
    Series steady = new Series();
    for (int i = at.size() / 3; i < at.size(); i++) {
      steady.add(at.get(i), values.get(i));
    }
    return steady;
  }

  /** Growth with each count, by least squares over the steady part; 0 if it has no two counts. */
  public double slope() {
    Series steady = steady();
    double meanAt = mean(steady.at);
    double meanValue = mean(steady.values);
    double above = 0;
    double below = 0;
    for (int i = 0; i < steady.at.size(); i++) {
      double distance = steady.at.get(i) - meanAt;
      above += distance * (steady.values.get(i) - meanValue);
      below += distance * distance;
    }
    return below == 0 ? 0 : above / below;
  }

  /** Growth by the slope over the steady part, relative to the mean there. */
  public double growth() {
    Series steady = steady();
    double range = steady.at.get(steady.at.size() - 1) - steady.at.get(0);
    return slope() * range / Math.max(1, mean(steady.values));
  }

  /** The first value. */
  public double first() {
    return values.get(0);
  }

  /** The last value. */
  public double last() {
    return values.get(values.size() - 1);
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
