package io.lockstep.cli.authority;

import io.lockstep.cli.client.CertificateClient.AnchorPage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ca list}. */
@Command(
    name = "list",
    description = "List the authorities that all nodes trust.",
    footer =
        "%nFields with --output json: revision, and items with id, owner, subject, notAfter and"
            + " revision.")
final class CaList implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    AnchorPage page = cluster.client().certificates().anchors();
    Table table = new Table("ID", "OWNER", "SUBJECT", "UNTIL", "REVISION");
    page.items()
        .forEach(
            item ->
                table.row(
                    item.id(), item.owner(), item.subject(), item.notAfter(), item.revision()));
    output.output().print(table, page);
  }
}
