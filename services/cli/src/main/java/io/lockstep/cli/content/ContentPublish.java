package io.lockstep.cli.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.output.OutputOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code content publish FOLDER}. */
@Command(
    name = "publish",
    description = {
      "Let the asked node look at its folder now, and wait until the folder and the cluster have",
      "the same. Nodes do so by themselves within about a second."
    },
    footer = {
      "%nExit code 0 when they have the same, 1 when something is in the way or still under way.",
      "Fields with --output json: folder, path, files, bytes, toPublish, toWrite, inStep, revision",
      "and problems."
    })
final class ContentPublish implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder's name.")
  private String folder;

  @Option(
      names = "--confirm-deletes",
      description = {
        "Delete in the cluster what is missing in the folder, also where that is most of it."
      })
  private boolean confirmDeletes;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    JsonNode status = cluster.client().content().publish(folder, confirmDeletes);
    output.output().print(ContentStatus.table(List.of(status)), status);
    return status.path("inStep").asBoolean() ? ExitCodes.DONE : ExitCodes.FAILED;
  }
}
