package io.lockstep.cli.maintenance;

import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.NodeItem.Report;
import java.util.stream.Collectors;

/** Whether a member has said that a change is active on it. */
final class Acknowledgement {
  /**
   * A node reports each second; what one said that is silent for so long may not be so any more.
   */
  private static final long SILENT_MILLIS = 10_000;

  private Acknowledgement() {}

  static boolean of(NodeItem node, long revision) {
    return node.state().equals("ACTIVE")
        && node.report() != null
        && node.report().activeRevision() >= revision;
  }

  /** Why a member that has not said so has not, by its state and its last report. */
  static String missing(NodeItem node, long revision) {
    Report report = node.report();
    if (!node.state().equals("ACTIVE")) {
      return "it is drained, and not waited for";
    }
    if (report == null) {
      return "it has not reported yet";
    }
    if (report.ageMillis() >= SILENT_MILLIS) {
      return "not heard of for " + report.ageMillis() / 1_000 + " s";
    }
    if (!report.problems().isEmpty()) {
      return report.problems().stream()
          .map(problem -> problem.message() + " [" + problem.code() + "]")
          .collect(Collectors.joining("; "));
    }
    if (report.receivedRevision() < revision) {
      return "it has received up to revision " + report.receivedRevision();
    }
    return report.writtenRevision() < revision
        ? "it has written up to revision " + report.writtenRevision()
        : "its hooks have made active up to revision " + report.activeRevision();
  }
}
