package io.lockstep.status.metrics;

import java.util.Locale;

/** Writes metrics in Prometheus' text format. Not for several threads at once. */
final class Exposition {
  /** What {@code Content-Type} says. */
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private String name = "";

  /** The samples that follow are of a value that goes up and down. */
  Exposition gauge(String metric, String help) {
    return metric(metric, "gauge", help);
  }

  /** The samples that follow are of a value that only goes up. */
  Exposition counter(String metric, String help) {
    return metric(metric, "counter", help);
  }

  private Exposition metric(String metric, String type, String help) {
    name = metric;
    text.append("# HELP ").append(metric).append(' ').append(escaped(help, false)).append('\n');
    text.append("# TYPE ").append(metric).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * A sample.
   *
   * @param labels name, value, name, value, …
   */
  Exposition sample(double value, String... labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',')
          .append(labels[i])
          .append("=\"")
          .append(escaped(labels[i + 1], true))
          .append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
    return this;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String escaped(String value, boolean quotes) {
    String escaped = value.replace("\\", "\\\\").replace("\n", "\\n");
    return quotes ? escaped.replace("\"", "\\\"") : escaped;
  }

  /** All that was written. */
  String text() {
    return text.toString();
  }
}
