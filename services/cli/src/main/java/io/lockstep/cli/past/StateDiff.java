package io.lockstep.cli.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code state diff R1 R2}. */
@Command(
    name = "diff",
    description = {
      "Show what differs between the states at two revisions, field by field. (secret) on both",
      "sides: it was sealed anew, whether it changed or not."
    },
    footer = {
      "%nFields with --output json: from, to, and changes with family, name, scope, operation",
      "(added, changed or removed) and fields with name, before and after."
    })
final class StateDiff implements Runnable {
  @Parameters(index = "0", paramLabel = "R1", description = "The revision to compare with.")
  private long from;

  @Parameters(index = "1", paramLabel = "R2", description = "The revision to compare.")
  private long to;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    RevisionParameter.require("R1", from, 0);
    RevisionParameter.require("R2", to, 0);
    JsonNode difference = cluster.client().past().difference(from, to);
    JsonNode changes = difference.path("changes");
    Table table = Differences.table(changes);
    output
        .output()
        .print(changes.isEmpty() ? table.note("the states do not differ") : table, difference);
  }
}
