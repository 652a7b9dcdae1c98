package io.lockstep.cli.demo;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.StepLines;
import java.time.Duration;
import java.util.List;

/** One change at a time: accepted, in conflict, and wrong. */
final class ChangeSteps {
  static final String TIMEOUT = "Cluster.connectionTimeout";

  /** Milliseconds; short, so that the failover of a later step is. */
  static final int TIMEOUT_MILLIS = 3_000;

  private static final String THREADS =
      "Cluster.ThreadPools.ThreadPool.GeneralMessageProcessing.maxThreads";
  private static final String SHARED = "shared";
  private static final String TOO_SMALL = "17";

  private final DemoCluster cluster;

  ChangeSteps(DemoCluster cluster) {
    this.cluster = cluster;
  }

  List<Step> steps() {
    return List.of(
        new Step("change a parameter on a secondary", this::changeOnSecondary),
        new Step("refuse a change that another one came before", this::refuseConflict),
        new Step("refuse a value that is out of bounds", this::refuseBadValue));
  }

  private String changeOnSecondary() throws InterruptedException {
    String via = cluster.secondary();
    String value = Integer.toString(TIMEOUT_MILLIS);
    long begin = System.nanoTime();
    ChangeAnswer answer = cluster.client(via).set(TIMEOUT, SHARED, value, Precondition.NONE);
    Duration accepted = Duration.ofNanos(System.nanoTime() - begin);
    for (String id : cluster.ids()) {
      ConfigurationItem item =
          cluster.client(id).configurationItem(TIMEOUT, SHARED, answer.revision(), false);
      Proof.same(TIMEOUT + " on " + id, value, item.value());
      Proof.same("the revision of " + TIMEOUT + " on " + id, answer.revision(), item.revision());
    }
    Duration everywhere = Duration.ofNanos(System.nanoTime() - begin);
    return String.format(
        "%s is %s at revision %d: accepted through %s in %s, on all nodes in %s",
        TIMEOUT,
        value,
        answer.revision(),
        via,
        StepLines.seconds(accepted),
        StepLines.seconds(everywhere));
  }

  private String refuseConflict() throws InterruptedException {
    NodeClient first = cluster.client(cluster.awaitPrimary());
    NodeClient second = cluster.client(cluster.secondary());
    long seenByBoth = first.set(THREADS, SHARED, "8", Precondition.NONE).revision();
    Precondition asSeen = Precondition.at(seenByBoth);

    ChangeAnswer winner = second.set(THREADS, SHARED, "16", asSeen);
    Failure refused = refusal(() -> first.set(THREADS, SHARED, "32", asSeen));

    Proof.same("the exit code", ExitCodes.CONFLICT, refused.exitCode());
    Proof.same(
        "the revision that the refusal names",
        winner.revision(),
        refused.details().get("actualRevision"));
    Proof.same("the value that the refusal names", "16", refused.details().get("actualValue"));
    ConfigurationItem after = first.configurationItem(THREADS, SHARED, winner.revision(), true);
    Proof.same(THREADS, "16", after.value());
    return "two changes expected revision "
        + seenByBoth
        + ": one made revision "
        + winner.revision()
        + ", the other was refused and told the value ["
        + refused.code()
        + "]";
  }

  private String refuseBadValue() throws InterruptedException {
    NodeClient node = cluster.client(cluster.secondary());
    ConfigurationItem before = node.configurationItem(TIMEOUT, SHARED, null, true);

    Failure refused = refusal(() -> node.set(TIMEOUT, SHARED, TOO_SMALL, Precondition.NONE));

    Proof.same("the exit code", ExitCodes.REFUSED, refused.exitCode());
    Proof.require(
        refused.getMessage().contains(TOO_SMALL) && refused.getMessage().contains("1000"),
        "the refusal names the value and its bound: " + refused.getMessage());
    ConfigurationItem after = node.configurationItem(TIMEOUT, SHARED, null, true);
    Proof.same(TIMEOUT, before, after);
    return refused.getMessage() + " [" + refused.code() + "]";
  }

  static Failure refusal(Runnable change) {
    try {
      change.run();
    } catch (Failure e) {
      return e;
    }
    throw new Proof.Failed("the change was accepted, wanted a refusal");
  }
}
