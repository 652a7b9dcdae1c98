package io.lockstep.cli.authority;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ca remove ID}. */
@Command(name = "remove", description = "Let no node trust an authority any more.")
final class CaRemove implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "Its id, as `ca list` shows it.")
  private String id;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().certificates().removeAnchor(id);
    output.output().print(Sentences.at("authority " + id + " removed", answer), answer);
  }
}
