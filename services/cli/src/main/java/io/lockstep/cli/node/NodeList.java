package io.lockstep.cli.node;

import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.NodeItem.Report;
import io.lockstep.cli.client.NodePage;
import io.lockstep.cli.client.NodeState.StateProblem;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code node list}. */
@Command(
    name = "list",
    description = {
      "List the members, and what each said of itself last.",
      "REVISION is the one that is active on the node; AGE is that of its report.",
      "What keeps a node from being ready stands below, and what it warns of."
    },
    footer = {
      "%nFields with --output json: revision, and items with id, host, url, adminUrl, site,",
      "roles, attributes, state, primary and report (state, receivedRevision, writtenRevision,",
      "activeRevision, digest, offset, epoch, softwareVersion, productVersion, ageMillis,",
      "problems, warnings; null when the node has not reported)."
    })
final class NodeList implements Runnable {
  private static final int DIGEST_SHOWN = 12;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    NodePage page = cluster.client().nodes();
    Table table =
        new Table(
            "ID", "STATE", "ROLE", "REPORTS", "REVISION", "DIGEST", "AGE", "HOST", "URL", "ROLES");
    page.items().forEach(node -> addRow(node, table));
    said(page, Report::problems).forEach(table::note);
    said(page, Report::warnings).forEach(table::note);
    output.output().print(table, page);
  }

  /** What nodes say, each once, with all that say it. */
  private static List<String> said(NodePage page, Function<Report, List<StateProblem>> part) {
    Map<String, List<String>> saidBy = new LinkedHashMap<>();
    for (NodeItem node : page.items()) {
      if (node.report() != null) {
        for (StateProblem problem : part.apply(node.report())) {
          String text = problem.message() + " [" + problem.code() + "]";
          saidBy.computeIfAbsent(text, any -> new ArrayList<>()).add(node.id());
        }
      }
    }
    return saidBy.entrySet().stream()
        .map(said -> String.join(", ", said.getValue()) + ": " + said.getKey())
        .toList();
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
        node.url(),
        node.roles().isEmpty() ? null : String.join(",", node.roles()));
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
