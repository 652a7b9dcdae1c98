package io.lockstep.cli.node;

import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.NodeItem.Report;
import io.lockstep.cli.client.NodePage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code node list}. */
@Command(
    name = "list",
    description = {
      "List the members, and what each said of itself last.",
      "REVISION is the one that is active on the node; AGE is that of its report."
    },
    footer = {
      "%nFields with --output json: revision, and items with id, host, url, adminUrl, site,",
      "roles, attributes, state, primary and report (state, receivedRevision, writtenRevision,",
      "activeRevision, digest, offset, epoch, softwareVersion, ageMillis, problems; null when",
      "the node has not reported)."
    })
final class NodeList implements Runnable {
  private static final int DIGEST_SHOWN = 12;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    NodePage page = cluster.client().nodes();
    Table table =
        new Table("ID", "STATE", "ROLE", "REPORTS", "REVISION", "DIGEST", "AGE", "HOST", "URL");
    page.items().forEach(node -> addRow(node, table));
    output.output().print(table, page);
  }

  private static void addRow(NodeItem node, Table table) {
    Report report = node.report();
    table.row(
        node.id(),
        node.state(),
        role(node),
        report == null ? "nothing yet" : report.state(),
        report == null ? null : report.activeRevision(),
        report == null ? null : shortened(report.digest()),
        report == null ? null : report.ageMillis() + " ms",
        node.host(),
        node.url());
  }

  private static String role(NodeItem node) {
    if (node.state().equals("REMOVED")) {
      return null;
    }
    return node.primary() ? "primary" : "secondary";
  }

  private static String shortened(String digest) {
    return digest == null || digest.length() <= DIGEST_SHOWN
        ? digest
        : digest.substring(0, DIGEST_SHOWN);
  }
}
