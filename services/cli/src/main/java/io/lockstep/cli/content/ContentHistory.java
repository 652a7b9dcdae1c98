package io.lockstep.cli.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code content history FOLDER PATH}. */
@Command(
    name = "history",
    description = {
      "List what a path of a folder was, newest first: when, and which node gave it. What lost",
      "against a later edit is among it; content restore brings it back."
    },
    footer = {
      "%nFields with --output json: folder, path, next, begins, and items with revision, time,",
      "actor, origin, operation (published or removed), kind, size, mode, sha256 and target."
    })
final class ContentHistory implements Runnable {
  private static final int SHOWN = 12;

  @Mixin private ContentPath path;

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
    JsonNode history = cluster.client().content().history(path.folder(), path.path(), limit);
    Table table = new Table("REVISION", "TIME", "ORIGIN", "OPERATION", "SIZE", "MODE", "SHA-256");
    for (JsonNode item : history.path("items")) {
      String sha256 = item.path("sha256").asText("");
      table.row(
          item.path("revision").asLong(),
          item.path("time").asText(),
          item.path("origin").asText(),
          item.path("operation").asText(),
          item.path("size").isNumber() ? item.path("size").asLong() : null,
          item.path("mode").isTextual() ? item.path("mode").asText() : null,
          sha256.length() > SHOWN ? sha256.substring(0, SHOWN) : null);
    }
    output.output().print(table, history);
  }
}
