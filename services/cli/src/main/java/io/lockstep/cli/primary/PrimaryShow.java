package io.lockstep.cli.primary;

import io.lockstep.cli.client.PrimaryTerm;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code primary show}. */
@Command(
    name = "show",
    description =
        "Show which node is primary, since when and why, and whether it was promoted by hand and is"
            + " kept whatever Cluster.failback says (pinned); exit code 1 while there is none.",
    footer = "%nFields with --output json: epoch, node, reason, revision, time, pinned.")
final class PrimaryShow implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    PrimaryTerm term = cluster.client().primary();
    Table table = new Table("EPOCH", "NODE", "REASON", "REVISION", "TIME", "PINNED");
    table.row(
        term.epoch(),
        term.node(),
        term.reason(),
        term.revision(),
        term.time(),
        term.pinned() ? "yes" : "no");
    output.output().print(table, term);
  }
}
