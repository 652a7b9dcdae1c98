package io.lockstep.cli.change;

import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan FILE}. */
@Command(
    name = "plan",
    description = {
      "Say what a set of changes would do, and change nothing:",
      "its events, and a unified diff of each file of each node.",
      "A set that would be refused is refused here, with the same exit code."
    },
    footer = ChangeSetParameter.FOOTER)
public final class PlanCommand implements Runnable {
  @Mixin private ChangeSetParameter file;

  @Option(
      names = "--explain",
      description = "Say of each parameter on which nodes it would hold, on which not, and why.")
  private boolean explain;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeSet changes = file.read();
    new PlanPrinter(output).print(cluster.client().plan(changes), explain);
  }
}
