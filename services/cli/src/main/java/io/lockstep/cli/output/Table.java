package io.lockstep.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Rows under headings, aligned by spaces. Control characters are shown escaped. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** A table without rows. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row; null shows as a dash. */
  public Table row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "row has " + cells.length + " cells, the table " + rows.get(0).size());
    }
    rows.add(Arrays.stream(cells).map(Table::text).toList());
    return this;
  }

  /** Adds a line below the rows. */
  public Table note(String text) {
    notes.add(escape(text));
    return this;
  }

  /** One line per row, headings first, no trailing spaces; then the notes. */
  public List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    return Stream.concat(rows.stream().map(row -> line(row, widths)), notes.stream()).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(i == 0 ? "" : GAP).append(cell);
      line.append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length())));
    }
    return line.toString().stripTrailing();
  }

  private static String text(Object cell) {
    return cell == null ? "-" : escape(cell.toString());
  }

  /** Makes control characters visible, so that a value cannot steer the terminal. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                escaped.append("\\n");
              } else if (c == '\t') {
                escaped.append("\\t");
              } else if (Character.isISOControl(c)) {
                escaped.append(String.format("\\u%04x", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
