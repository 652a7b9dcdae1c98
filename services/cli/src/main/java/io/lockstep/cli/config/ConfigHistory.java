package io.lockstep.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Shortened;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config history KEY}. */
@Command(
    name = "history",
    description = {
      "List the values that a parameter had in a scope, newest first: when, and who set them.",
      "A secret value is never shown; (secret) stands there."
    },
    footer = {
      "%nFields with --output json: key, scope, next, begins, and items with revision, time, actor,",
      "origin, operation (set or removed), value and secret."
    })
final class ConfigHistory implements Runnable {
  @Parameters(index = "0", paramLabel = "KEY", description = "Name of the parameter.")
  private String key;

  @Mixin private ScopeOption scope;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = {"At most the newest N of them, up to 500. Default: ${DEFAULT-VALUE}."})
  private int limit;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode history = cluster.client().past().history(key, scope.scope(), limit);
    output.output().print(table(history), history);
  }

  static Table table(JsonNode history) {
    Table table = new Table("REVISION", "TIME", "ACTOR", "ORIGIN", "OPERATION", "VALUE");
    for (JsonNode item : history.path("items")) {
      String value = item.path("value").isNull() ? null : item.path("value").asText();
      table.row(
          item.path("revision").asLong(),
          item.path("time").asText(),
          item.path("actor").asText(),
          item.path("origin").asText(),
          item.path("operation").asText(),
          item.path("secret").asBoolean() ? "(secret)" : Shortened.of(value));
    }
    if (history.path("begins").asLong() > 1) {
      table.note(
          "the journal begins with revision "
              + history.path("begins").asLong()
              + ": older records were deleted");
    }
    return table;
  }
}
