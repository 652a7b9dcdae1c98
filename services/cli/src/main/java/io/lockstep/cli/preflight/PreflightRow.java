package io.lockstep.cli.preflight;

import io.lockstep.cli.client.OperationsClient.CheckItem;
import io.lockstep.materialize.check.CheckResult;
import io.lockstep.materialize.check.Verdict;

/**
 * What one check of one node has found.
 *
 * @param result {@code pass}, {@code fail}, {@code warn} or {@code skip}
 * @param remedy what to do; empty where nothing is
 */
record PreflightRow(
    String node,
    String check,
    String subject,
    String result,
    String what,
    String remedy,
    long millis) {
  static PreflightRow of(String node, CheckItem item) {
    return new PreflightRow(
        node,
        item.check(),
        item.subject(),
        item.result(),
        item.what(),
        item.remedy(),
        item.millis());
  }

  static PreflightRow of(String node, CheckResult result) {
    return new PreflightRow(
        node,
        result.check(),
        result.subject(),
        result.result().text(),
        result.what(),
        result.remedy(),
        result.millis());
  }

  static PreflightRow failed(String node, String subject, String what, String remedy, long millis) {
    return new PreflightRow(node, "node", subject, Verdict.FAIL.text(), what, remedy, millis);
  }

  static PreflightRow warned(String node, String subject, String what, String remedy, long millis) {
    return new PreflightRow(node, "node", subject, Verdict.WARN.text(), what, remedy, millis);
  }

  boolean failed() {
    return result.equals(Verdict.FAIL.text());
  }
}
