package io.lockstep.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.output.Shortened;
import io.lockstep.cli.output.Table;

/** What differs, and what stays, as tables. */
final class Differences {
  private Differences() {}

  /** A row for each field that differs. */
  static Table table(JsonNode changes) {
    Table table = new Table("FAMILY", "NAME", "SCOPE", "OPERATION", "FIELD", "BEFORE", "AFTER");
    for (JsonNode change : changes) {
      boolean first = true;
      for (JsonNode field : change.path("fields")) {
        table.row(
            first ? change.path("family").asText() : "",
            first ? change.path("name").asText() : "",
            first ? text(change.path("scope")) : "",
            first ? change.path("operation").asText() : "",
            field.path("name").asText(),
            Shortened.of(text(field.path("before"))),
            Shortened.of(text(field.path("after"))));
        first = false;
      }
      if (first) {
        table.row(
            change.path("family").asText(),
            change.path("name").asText(),
            text(change.path("scope")),
            change.path("operation").asText(),
            null,
            null,
            null);
      }
    }
    return table;
  }

  /** Null for none. */
  static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? null : value.asText();
  }
}
