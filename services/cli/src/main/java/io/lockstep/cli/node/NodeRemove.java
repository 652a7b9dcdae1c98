package io.lockstep.cli.node;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code node remove ID}. */
@Command(
    name = "remove",
    description = {
      "End a membership. The node is told so and takes no part; the others go on.",
      "Its data on disk stays."
    })
final class NodeRemove implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "The member.")
  private String id;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().remove(id);
    output.output().print(Sentences.at("node " + id + " removed", answer), answer);
  }
}
