package io.lockstep.cli.primary;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code primary promote ID}. */
@Command(
    name = "promote",
    description = {
      "Hand the primary's role to a node, without a gap.",
      "A node that lags is refused, with its lag.",
      "It keeps the role, whatever Cluster.failback says, until it stops, is drained or lost,",
      "another node is promoted, or 'primary failback' is asked for."
    })
final class PrimaryPromote implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "The node that shall be primary.")
  private String id;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().promote(id);
    output.output().print(Sentences.at("node " + id + " is primary", answer), answer);
  }
}
