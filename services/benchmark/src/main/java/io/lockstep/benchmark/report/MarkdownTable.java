package io.lockstep.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a report as it stands in the README. Pure. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** The lines: the load, the table, what is missing, and where it was measured. */
  public static List<String> of(Report report, Machine machine) {
    List<String> lines = new ArrayList<>(report.how());
    lines.add("");
    lines.add("| figure | median | lowest – highest | goal | reached |");
    lines.add("|---|---|---|---|---|");
    report.figures().forEach(figure -> lines.add(row(figure)));
    report.missing().forEach(what -> lines.add("| not measured: " + cell(what) + " | | | | no |"));
    lines.add("");
    if (!report.plots().isEmpty()) {
      lines.addAll(report.plots());
      lines.add("");
    }
    lines.add(machine.sentence());
    return lines;
  }

  private static String row(Figure figure) {
    String reached = figure.held() == null ? "" : figure.held() ? "yes" : "**no**";
    return "| %s | %s | %s – %s | %s | %s |"
        .formatted(
            cell(figure.name()),
            number(figure.runs().median(), figure.unit()),
            digits(figure.runs().lowest()),
            digits(figure.runs().highest()),
            goal(figure),
            reached);
  }

  private static String goal(Figure figure) {
    if (figure.atMost() != null) {
      return "≤ " + number(figure.atMost(), figure.unit());
    }
    return figure.atLeast() == null ? "" : "≥ " + number(figure.atLeast(), figure.unit());
  }

  private static String number(double value, String unit) {
    return unit.isEmpty() ? digits(value) : digits(value) + " " + unit;
  }

  /** About three digits, as many as a measurement is worth. */
  public static String digits(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
