package io.lockstep.cli.node;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code node resume ID}. */
@Command(name = "resume", description = "Put a drained member back in duty.")
final class NodeResume implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "The member.")
  private String id;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().resume(id);
    output.output().print(Sentences.at("node " + id + " resumed", answer), answer);
  }
}
