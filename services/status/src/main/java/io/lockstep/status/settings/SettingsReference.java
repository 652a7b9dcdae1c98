package io.lockstep.status.settings;

import io.lockstep.log.settings.SettingsTable;
import java.util.List;

/**
 * The table of settings, as Markdown, made of what the code checks against. It stands in this
 * module's README between {@code <!-- settings -->} and {@code <!-- /settings -->}.
 */
final class SettingsReference {
  private SettingsReference() {}

  /** A text with the table brought up to date. */
  static String in(String text) {
    return SettingsTable.in(
        text,
        "settings",
        SettingsTable.of(
            StatusSettings.all(),
            List.of(
                "`kafka.…`, `registry.…`",
                "text",
                "",
                "Every other setting of Kafka's and the registry's clients, as a node has them.")));
  }
}
