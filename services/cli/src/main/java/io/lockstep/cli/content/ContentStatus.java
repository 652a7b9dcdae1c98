package io.lockstep.cli.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code content status}. */
@Command(
    name = "status",
    description = {
      "Show how the folders of the asked node are: what has to go up and down yet, and what is in",
      "the way."
    },
    footer = {
      "%nFields with --output json: node, and items with folder, path, files, bytes, toPublish,",
      "toWrite, inStep, revision and problems."
    })
final class ContentStatus implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode status = cluster.client().content().status();
    output.output().print(table(status.path("items")), status);
  }

  static Table table(Iterable<JsonNode> folders) {
    Table table = new Table("FOLDER", "FILES", "BYTES", "UP", "DOWN", "IN STEP");
    for (JsonNode folder : folders) {
      table.row(
          folder.path("folder").asText(),
          folder.path("files").asLong(),
          folder.path("bytes").asLong(),
          folder.path("toPublish").asLong(),
          folder.path("toWrite").asLong(),
          folder.path("inStep").asBoolean() ? "yes" : "no");
      folder.path("problems").forEach(problem -> table.note(problem.asText()));
    }
    return table;
  }
}
