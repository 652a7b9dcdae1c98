package io.lockstep.cli.token;

import io.lockstep.cli.client.TrustClient.TokenPage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code token list}. */
@Command(
    name = "list",
    description = {
      "List the tokens that the cluster knows. A session token that was made with the secret",
      "itself, and not by a node, is among them once it is revoked."
    },
    footer =
        "%nFields with --output json: revision, and items with id, kind, state, subject, expires,"
            + " revision, actor and time.")
final class TokenList implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    TokenPage page = cluster.client().trust().tokens();
    Table table = new Table("ID", "KIND", "STATE", "FOR", "EXPIRES", "ACTOR");
    page.items()
        .forEach(
            item ->
                table.row(
                    item.id(),
                    item.kind(),
                    item.state(),
                    item.subject(),
                    item.expires(),
                    item.actor()));
    output.output().print(table, page);
  }
}
