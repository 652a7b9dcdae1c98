package io.lockstep.node.settings;

import static io.lockstep.log.settings.SettingsTable.code;

import io.lockstep.log.settings.LogSettings;
import io.lockstep.log.settings.SettingsTable;
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
    return SettingsTable.in(
        SettingsTable.in(text, "settings", settings()), "parameters", parameters());
  }

  /** The settings of a node. */
  static String settings() {
    return SettingsTable.of(
        NodeSettings.all(),
        List.of(
            code(LogSettings.KAFKA_PREFIX + "…"),
            "text",
            "",
            "Every other setting of Kafka's clients, such as `kafka.security.protocol`. Those"
                + " that hold a password, and `kafka.sasl.jaas.config`, also as the name of a"
                + " file, mode 0600: `kafka.sasl.jaas.config.file`."));
  }

  /** The parameters that Lockstep knows. */
  static String parameters() {
    return SettingsTable.head("parameter", "values", "default", "scopes", "meaning")
        + KnownParameters.all().stream().map(SettingsReference::row).collect(Collectors.joining());
  }

  private static String row(KnownParameter parameter) {
    return SettingsTable.row(
        List.of(
            code(parameter.key()),
            parameter.bounds(),
            code(parameter.defaultValue()),
            parameter.sharedOnly() ? "shared" : "any",
            parameter.text()));
  }
}
