package io.lockstep.cli.primary;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code primary failback}. */
@Command(
    name = "failback",
    description = {
      "Hand the primary's role to the first node of the promotion order, without a gap.",
      "Ends a promotion by hand: from then on Cluster.failback decides again.",
      "A node that lags or does not report is refused: ask again once it is back, or say",
      "`lockstep primary unpin`, and with Cluster.failback=preferred it takes over by itself then."
    })
final class PrimaryFailback implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().failBack();
    output
        .output()
        .print(Sentences.at("the first of the promotion order is primary", answer), answer);
  }
}
