package io.lockstep.cli.licence;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.LicenceRequest;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.SecretInput;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code licence install MEMBER PRODUCT}. */
@Command(
    name = "install",
    description = {
      "Install a node's licence of a product, or replace it. Its content is kept sealed and",
      "shown by no node."
    })
final class LicenceInstall implements Runnable {
  @Parameters(index = "0", paramLabel = "MEMBER", description = "The node that it is for.")
  private String member;

  @Parameters(index = "1", paramLabel = "PRODUCT", description = "The licensed product.")
  private String product;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = {"Text with the licence; - reads standard input.", "Default: none."})
  private String file;

  @Option(
      names = "--cap",
      paramLabel = "N",
      description = {"How many nodes it allows.", "Default: any number."})
  private Integer cap;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = {"When it ends, such as 2030-01-31T00:00:00Z.", "Default: never."})
  private String expires;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    String content = file == null ? null : SecretInput.read(file);
    ChangeAnswer answer =
        cluster
            .client()
            .trust()
            .install(member, product, new LicenceRequest(cap, expires, content));
    String text = "licence of " + product + " for node " + member + " installed";
    output.output().print(Sentences.at(text, answer), answer);
  }
}
