package io.lockstep.cli.certificate;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cert remove ALIAS}. */
@Command(
    name = "remove",
    description = "Remove a certificate, and its key, from all nodes; not one that is in use.")
final class CertRemove implements Runnable {
  @Parameters(index = "0", paramLabel = "ALIAS", description = "Its name in the cluster.")
  private String alias;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().certificates().remove(alias);
    output.output().print(Sentences.at("certificate " + alias + " removed", answer), answer);
  }
}
