package io.lockstep.cli.primary;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code primary unpin}. */
@Command(
    name = "unpin",
    description = {
      "End a promotion by hand, and leave the role where it is: Cluster.failback decides again.",
      "With `preferred` the first of the promotion order takes over by itself once it is back and",
      "in step; none has to be there now."
    })
final class PrimaryUnpin implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().unpin();
    output.output().print(Sentences.at("the primary is not pinned any more", answer), answer);
  }
}
