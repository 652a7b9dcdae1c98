package io.lockstep.cli.doctor;

import io.lockstep.cli.client.StatusClient;
import io.lockstep.cli.client.StatusDocument;
import io.lockstep.cli.client.StatusDocument.Alert;
import io.lockstep.cli.client.StatusDocument.Node;
import io.lockstep.cli.failure.Failure;
import java.util.List;

/** Looks at what the status application knows: alerts, and clocks against the brokers'. */
final class StatusChecks {
  private static final String STATUS = "status";
  private static final String CLOCK = "clock";
  private static final long MOST_SKEW_MILLIS = 5_000;

  private StatusChecks() {}

  static void add(StatusClient client, List<Finding> findings) {
    try {
      StatusDocument status = client.status();
      findings.add(verdict(status));
      for (Alert alert : status.alerts()) {
        findings.add(
            alert.severity().equals("CRITICAL")
                ? Finding.wrong("alert", alert.cause(), alert.remedy())
                : Finding.warning("alert", alert.cause(), alert.remedy()));
      }
      for (Node node : status.nodes()) {
        findings.add(clock(node.id(), client.node(node.id()).path("clockSkewMillis").asLong()));
      }
    } catch (Failure e) {
      findings.add(Finding.wrong(STATUS, e.getMessage(), remedy(e)));
      findings.add(Finding.skipped(CLOCK, "the status application knows, and did not answer"));
    }
  }

  private static String remedy(Failure failure) {
    return switch (failure.code()) {
      case "untrusted-certificate" ->
          "it runs: give the PEM file of its certificate's authority with --ca, behind those of the"
              + " nodes";
      case "unauthenticated" ->
          "it runs: set LOCKSTEP_STATUS_TOKEN to the token of its access.token.file";
      default ->
          failure.isSilence() || failure.code().equals("unavailable")
              ? "start it: `lockstep up`, or `lockstep status run`"
              : "it runs: mend what it says, and see its log";
    };
  }

  private static Finding verdict(StatusDocument status) {
    String stale =
        status
            .stale()
            .map(reason -> ", stale since %s: %s".formatted(status.asOf(), reason))
            .orElse("");
    return status.converged() && stale.isEmpty()
        ? Finding.ok(STATUS, status.summary())
        : Finding.warning(STATUS, status.summary() + stale, "see `lockstep status`");
  }

  private static Finding clock(String node, long skewMillis) {
    String text = "%s is %d ms off the brokers' clock".formatted(node, skewMillis);
    return Math.abs(skewMillis) > MOST_SKEW_MILLIS
        ? Finding.wrong(CLOCK, text, "let NTP set the clocks of nodes and brokers")
        : Finding.ok(CLOCK, text);
  }
}
