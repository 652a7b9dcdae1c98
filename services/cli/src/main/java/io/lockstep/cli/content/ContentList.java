package io.lockstep.cli.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code content list [FOLDER]}. */
@Command(
    name = "list",
    description = "List what the cluster has in its folders.",
    footer = {
      "%nFields with --output json: revision, and items with folder, path, kind (file, directory"
          + " or",
      "symlink), size, mode, sha256, target, revision, time, actor and origin."
    })
final class ContentList implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = {"The folder's name.", "Default: all folders."})
  private String folder;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode page = cluster.client().content().list(folder);
    Table table = new Table("FOLDER", "PATH", "KIND", "SIZE", "MODE", "REVISION");
    for (JsonNode item : page.path("items")) {
      String target = item.path("target").isTextual() ? " -> " + item.path("target").asText() : "";
      table.row(
          item.path("folder").asText(),
          item.path("path").asText() + target,
          item.path("kind").asText(),
          item.path("size").asLong(),
          item.path("mode").asText(),
          item.path("revision").asLong());
    }
    output.output().print(table, page);
  }
}
