package io.lockstep.cli.licence;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code licence remove MEMBER PRODUCT}. */
@Command(name = "remove", description = "Remove a node's licence of a product.")
final class LicenceRemove implements Runnable {
  @Parameters(index = "0", paramLabel = "MEMBER", description = "The node that it is for.")
  private String member;

  @Parameters(index = "1", paramLabel = "PRODUCT", description = "The licensed product.")
  private String product;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().trust().removeLicence(member, product);
    String text = "licence of " + product + " for node " + member + " removed";
    output.output().print(Sentences.at(text, answer), answer);
  }
}
