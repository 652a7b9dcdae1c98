package io.lockstep.cli.status;

import io.lockstep.cli.client.StatusDocument;
import io.lockstep.cli.client.StatusDocument.Alert;
import io.lockstep.cli.client.StatusDocument.Node;
import io.lockstep.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A status for people. */
final class StatusView {
  private static final int DIGEST_SHOWN = 12;
  private static final double MILLIS = 1_000.0;

  private StatusView() {}

  /**
   * A line if it is not the present any more, the cluster in one line, a row for each node, then
   * what is to be done.
   */
  static List<String> lines(StatusDocument status) {
    List<String> lines = new ArrayList<>();
    status
        .stale()
        .ifPresent(
            reason ->
                lines.add(
                    Table.escape(
                        "STALE since %s: %s; what follows was true then"
                            .formatted(status.asOf(), reason))));
    lines.add(Table.escape("cluster " + status.cluster() + ": " + headline(status)));
    Table table =
        new Table("ID", "STATE", "ROLE", "LAG", "BEHIND", "REVISION", "DIGEST", "SINCE", "VERSION");
    status.nodes().forEach(node -> addRow(node, table));
    for (Node node : status.nodes()) {
      if (node.reason() != null && !node.reason().isBlank() && !node.state().equals("ONLINE")) {
        table.note(node.id() + ": " + node.reason());
      }
    }
    for (Alert alert : status.alerts()) {
      table.note(
          "%s %s since %s: %s%s %s"
              .formatted(
                  alert.severity(),
                  alert.id(),
                  alert.raised(),
                  alert.cause(),
                  alert.cause().endsWith(".") ? "" : ".",
                  alert.remedy()));
    }
    lines.addAll(table.lines());
    return lines;
  }

  private static String headline(StatusDocument status) {
    String verdict = status.converged() ? "CONVERGED" : "NOT CONVERGED";
    String summary = status.summary();
    String text =
        summary.regionMatches(true, 0, verdict, 0, verdict.length())
            ? verdict + summary.substring(verdict.length())
            : verdict + ": " + summary;
    return status.since() == null ? text : text + ", since " + status.since();
  }

  private static void addRow(Node node, Table table) {
    table.row(
        node.id(),
        node.state() + (node.quiet() ? " (quiet)" : ""),
        node.primary() ? "primary" : "secondary",
        node.lagEvents(),
        String.format(Locale.ROOT, "%.1f s", node.lagMillis() / MILLIS),
        node.revision(),
        shortened(node.digest()),
        node.since(),
        node.softwareVersion());
  }

  private static String shortened(String digest) {
    return digest == null || digest.length() <= DIGEST_SHOWN
        ? digest
        : digest.substring(0, DIGEST_SHOWN);
  }
}
