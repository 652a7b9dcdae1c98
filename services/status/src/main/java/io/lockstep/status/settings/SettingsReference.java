package io.lockstep.status.settings;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The table of settings, as Markdown, made of what the code checks against. It stands in this
 * module's README between {@code <!-- settings -->} and {@code <!-- /settings -->}.
 */
final class SettingsReference {
  private static final String BEGIN = "<!-- settings -->\n";
  private static final String END = "<!-- /settings -->";

  private SettingsReference() {}

  /** A text with the table brought up to date. */
  static String in(String text) {
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END, Math.max(0, from));
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException(
          "there is no line \"%s\" with a line \"%s\" behind it".formatted(BEGIN.strip(), END));
    }
    return text.substring(0, from + BEGIN.length()) + table() + text.substring(to);
  }

  private static String table() {
    return row("setting", "type", "default", "meaning")
        + "|---|---|---|---|\n"
        + StatusSettings.all().stream().map(SettingsReference::row).collect(Collectors.joining())
        + row(
            "`kafka.…`, `registry.…`",
            "text",
            "",
            "Every other setting of Kafka's and the registry's clients, as a node has them.");
  }

  private static String row(Setting setting) {
    return row(
        "`" + setting.name() + "`",
        setting.type().word() + setting.bounds().map(text -> ", " + text).orElse(""),
        setting.defaultValue() == null
            ? "must be set"
            : setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
        setting.text());
  }

  private static String row(String... cells) {
    return List.of(cells).stream()
        .map(cell -> cell.replace("|", "\\|").replace("<", "&lt;"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
