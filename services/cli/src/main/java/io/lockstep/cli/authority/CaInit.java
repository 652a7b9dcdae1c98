package io.lockstep.cli.authority;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ca init}. */
@Command(
    name = "init",
    description = {
      "Publish the asked node's own authority again, where somebody removed it. A node does it",
      "by itself when it has joined."
    })
final class CaInit implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().certificates().publishOwn();
    output.output().print(Sentences.at("the node's authority is published", answer), answer);
  }
}
