package io.lockstep.cli.token;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code token revoke ID}. */
@Command(
    name = "revoke",
    description = {
      "End a token before its time. A join token lets nobody join from then on; a session is",
      "refused by each node as soon as it has heard of it."
    })
final class TokenRevoke implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Its id, as `token create` and `token list` show it.")
  private String id;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().trust().revoke(id);
    output.output().print(Sentences.at("token " + id + " revoked", answer), answer);
  }
}
