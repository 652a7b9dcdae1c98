package io.lockstep.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A figure at several sizes, as bars of text; a bar of no length is the value 0. Pure. */
public final class BarPlot {
  private static final int WIDTH = 50;

  private final String title;
  private final String unit;
  private final Map<String, Double> values = new LinkedHashMap<>();

  /**
   * One without bars.
   *
   * @param unit of the values
   */
  public BarPlot(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /** One more bar, below the others. */
  public void add(String label, double value) {
    values.put(label, value);
  }

  /** Title and bars as a block of code; empty without bars. The longest has fifty characters. */
  public List<String> lines() {
    if (values.isEmpty()) {
      return List.of();
    }
    double most = values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    int labels = values.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>(List.of("```", title));
    values.forEach(
        (label, value) ->
            lines.add(
                "%s  %s %s %s"
                    .formatted(
                        " ".repeat(labels - label.length()) + label,
                        "#".repeat(most > 0 ? (int) Math.round(WIDTH * value / most) : 0),
                        MarkdownTable.digits(value),
                        unit)));
    lines.add("```");
    return lines;
  }
}
