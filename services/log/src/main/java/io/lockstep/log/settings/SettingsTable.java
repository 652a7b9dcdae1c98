package io.lockstep.log.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables of settings, as Markdown, made of what the code checks against. One stands in a text
 * between {@code <!-- NAME -->} and {@code <!-- /NAME -->}.
 */
public final class SettingsTable {
  private SettingsTable() {}

  /**
   * A text with the table of a name brought up to date.
   *
   * @throws IllegalArgumentException if a marker is missing
   */
  public static String in(String text, String name, String table) {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end, Math.max(0, from));
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException(
          "there is no line \"%s\" with a line \"%s\" behind it".formatted(begin.strip(), end));
    }
    return text.substring(0, from + begin.length()) + table + text.substring(to);
  }

  /**
   * The table of settings.
   *
   * @param others the cells of a last row, for those that have no name of their own
   */
  public static String of(List<Setting> settings, List<String> others) {
    return head("setting", "type", "default", "meaning")
        + settings.stream().map(SettingsTable::row).collect(Collectors.joining())
        + row(others);
  }

  private static String row(Setting setting) {
    return row(
        List.of(
            code(setting.name()),
            setting.type().word() + setting.bounds().map(text -> ", " + text).orElse(""),
            setting.defaultValue() == null ? "must be set" : code(setting.defaultValue()),
            setting.text()));
  }

  /** The first two lines of a table. */
  public static String head(String... heads) {
    return row(List.of(heads)) + "|" + "---|".repeat(heads.length) + "\n";
  }

  /** A further line. */
  public static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|").replace("<", "&lt;"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A text as code; empty as it is. */
  public static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
