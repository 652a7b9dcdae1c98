package io.lockstep.node.settings;

import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameters;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables of settings and parameters, as Markdown, made of what the code checks against. They
 * stand in the README between {@code <!-- settings -->} and {@code <!-- parameters -->} and the
 * markers that end them.
 */
public final class SettingsReference {
  private SettingsReference() {}

  /**
   * A text with both tables brought up to date.
   *
   * @throws IllegalArgumentException if a marker is missing
   */
  public static String in(String text) {
    return between(between(text, "settings", settings()), "parameters", parameters());
  }

  private static String between(String text, String name, String table) {
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

  /** The settings of a node. */
  static String settings() {
    return table(List.of("setting", "type", "default", "meaning"))
        + NodeSettings.all().stream().map(SettingsReference::row).collect(Collectors.joining())
        + row(
            List.of(
                code(NodeSettings.KAFKA_PREFIX + "…"),
                "text",
                "",
                "Every other setting of Kafka's clients, such as `kafka.security.protocol`. Those"
                    + " that hold a password, and `kafka.sasl.jaas.config`, also as the name of a"
                    + " file, mode 0600: `kafka.sasl.jaas.config.file`."));
  }

  private static String row(Setting setting) {
    String type = setting.type().word() + setting.bounds().map(text -> ", " + text).orElse("");
    return row(
        List.of(
            code(setting.name()),
            type,
            setting.defaultValue() == null ? "must be set" : code(setting.defaultValue()),
            setting.text()));
  }

  /** The parameters that Lockstep knows. */
  static String parameters() {
    return table(List.of("parameter", "values", "default", "scopes", "meaning"))
        + KnownParameters.all().stream().map(SettingsReference::row).collect(Collectors.joining());
  }

  private static String row(KnownParameter parameter) {
    return row(
        List.of(
            code(parameter.key()),
            parameter.bounds(),
            code(parameter.defaultValue()),
            parameter.sharedOnly() ? "shared" : "any",
            parameter.text()));
  }

  private static String table(List<String> heads) {
    return row(heads) + "|" + "---|".repeat(heads.size()) + "\n";
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|").replace("<", "&lt;"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
