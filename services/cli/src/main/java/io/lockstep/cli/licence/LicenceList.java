package io.lockstep.cli.licence;

import io.lockstep.cli.client.TrustClient.LicencePage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code licence list}. */
@Command(
    name = "list",
    description = "List the nodes' licences, without their content.",
    footer =
        "%nFields with --output json: revision, and items with node, product, cap, expires,"
            + " content (whether it has some) and revision.")
final class LicenceList implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    LicencePage page = cluster.client().trust().licences();
    Table table = new Table("NODE", "PRODUCT", "CAP", "EXPIRES", "CONTENT", "REVISION");
    page.items()
        .forEach(
            item ->
                table.row(
                    item.node(),
                    item.product(),
                    item.cap(),
                    item.expires(),
                    item.content() ? "(secret)" : null,
                    item.revision()));
    output.output().print(table, page);
  }
}
