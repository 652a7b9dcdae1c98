package io.lockstep.topology.node;

import io.lockstep.schema.LagSample;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Problem;
import io.lockstep.topology.log.Head;
import io.lockstep.topology.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges how a node is. Pure: the same facts at the same time give the same status. */
public final class NodeJudge {
  /** Without a report for longer a node is quiet, unless it reports seldom. */
  private static final long QUIET_MILLIS = 2_500;

  private final Head head;
  private final Policy policy;
  private final long now;

  /**
   * A judge.
   *
   * @param now the brokers' time in milliseconds since 1970
   */
  public NodeJudge(Head head, Policy policy, long now) {
    this.head = head;
    this.policy = policy;
    this.now = now;
  }

  /** The status before anything is known of a node. */
  public static NodeStatus unknown(String cluster, String node, long now) {
    return NodeStatus.newBuilder()
        .setCluster(cluster)
        .setNode(node)
        .setState(NodeHealth.JOINING)
        .setSince(Instant.ofEpochMilli(now))
        .build();
  }

  /**
   * The status as it is now; the very one that was given where nothing is judged otherwise.
   *
   * @param before the status with the newest report
   * @param member the node as a member; empty where it is none
   * @return empty where the node is no member and is not heard of: there is nothing to tell
   */
  public Optional<NodeStatus> judge(NodeStatus before, Optional<Member> member) {
    if (member.map(m -> m.getState() == MemberState.REMOVED).orElse(false)
        || (member.isEmpty() && isGone(before))) {
      return Optional.empty();
    }
    long applied = Reports.applied(before);
    boolean quiet = isQuiet(before);
    long lagMillis = head.ageAfter(applied, now);
    NodeStatus status = Statuses.copy(before);
    status.setQuiet(quiet);
    status.setLagEvents(head.eventsAfter(applied));
    status.setLagMillis(lagMillis);
    member.ifPresent(m -> describe(status, m));
    boolean settled = before.getSettled() || (member.isPresent() && isAtHead(before, quiet));
    Verdict verdict = verdict(before, member, settled, quiet);
    if (verdict.health() != before.getState()) {
      status.setSince(Instant.ofEpochMilli(now));
    }
    status.setSettled(settled);
    status.setState(verdict.health());
    status.setReason(verdict.reason());
    return Optional.of(Statuses.same(before, status, Statuses.FIELDS) ? before : status);
  }

  private static void describe(NodeStatus status, Member member) {
    status.setMembership(member.getState());
    status.setHost(member.getHost());
    status.setUrl(member.getUrl());
    status.setSite(member.getSite());
    status.setRoles(member.getRoles());
  }

  private Verdict verdict(
      NodeStatus node, Optional<Member> member, boolean settled, boolean quiet) {
    boolean drained = member.map(m -> m.getState() == MemberState.DRAINED).orElse(false);
    if (isGone(node)) {
      return drained ? drained(" It does not report.") : Verdict.of(NodeHealth.OFFLINE, gone(node));
    }
    Optional<Verdict> fault = fault(node);
    if (fault.isPresent()) {
      return fault.get();
    }
    if (drained) {
      return drained("");
    }
    if (member.isEmpty()) {
      return Verdict.of(NodeHealth.JOINING, firstBlocker(node, "It is no member yet."));
    }
    if (!settled) {
      return Verdict.of(
          NodeHealth.JOINING, firstBlocker(node, "It has not reached the head of the log yet."));
    }
    if (!node.getDrifted().isEmpty()) {
      return Verdict.of(
          NodeHealth.DRIFTED,
          (node.getReady() ? "" : firstBlocker(node, "It is not ready.") + " ")
              + "Managed files were changed by another hand: "
              + String.join(", ", node.getDrifted())
              + ". Undo it, or make the change through Lockstep.");
    }
    if (!isAtHead(node, quiet)) {
      return behind(node);
    }
    return node.getReady()
        ? Verdict.ONLINE
        : Verdict.of(NodeHealth.ONLINE, firstBlocker(node, "It is not ready."));
  }

  private Verdict behind(NodeStatus node) {
    long lagEvents = head.eventsAfter(Reports.applied(node));
    List<LagSample> samples = node.getLagSamples();
    if (LagWindow.isLosing(samples, lagEvents, now, policy.lagBound(), policy.lagWindow())) {
      return Verdict.of(
          NodeHealth.LAGGING,
          firstBlocker(
              node,
              "It is behind and has not gained for %d s.".formatted(policy.lagWindow() / 1_000)));
    }
    return Verdict.of(NodeHealth.SYNCING, firstBlocker(node, "It is behind and catches up."));
  }

  private Optional<Verdict> fault(NodeStatus node) {
    if (node.getReportedState() == null) {
      return Optional.empty();
    }
    Verdict fault =
        switch (node.getReportedState()) {
          case INCOMPATIBLE ->
              Verdict.of(
                  NodeHealth.INCOMPATIBLE, firstBlocker(node, "It cannot read the log's format."));
          case TAMPERED ->
              Verdict.of(
                  NodeHealth.TAMPERED, firstBlocker(node, "It found a forged record in the log."));
          case DIVERGED ->
              Verdict.of(NodeHealth.DIVERGED, firstBlocker(node, "Its state is not the log's."));
          default -> null;
        };
    if (fault == null && head.contradicts(node.getReceivedRevision(), node.getDigest())) {
      return Optional.of(
          Verdict.of(
              NodeHealth.DIVERGED,
              "Its digest at revision %d is not the log's: its state differs."
                  .formatted(node.getReceivedRevision())));
    }
    return Optional.ofNullable(fault);
  }

  /** At the head, or within the bound, as far as its last report tells. */
  private boolean isAtHead(NodeStatus node, boolean quiet) {
    if (node.getLastReport() == null || node.getReportedState() != NodeState.ONLINE) {
      // A drained node is as current as one in duty.
      if (node.getReportedState() != NodeState.DRAINED) {
        return false;
      }
    }
    // What came after the last report is not held against a node whose next one is not due.
    long at = quiet ? now : node.getLastReport().toEpochMilli();
    return head.ageAfter(Reports.applied(node), at) <= policy.lagBound();
  }

  private boolean isGone(NodeStatus node) {
    long timeout = policy.connectionTimeout();
    return !OtherRuns.isHeard(node, now, timeout)
        && (OtherRuns.hasEnded(node, now, timeout)
            // Without a report nothing ends it.
            || (node.getLastReport() == null && node.getState() == NodeHealth.OFFLINE));
  }

  private long silence(NodeStatus node) {
    return now - Reports.heard(node).toEpochMilli();
  }

  private boolean isQuiet(NodeStatus node) {
    long usual = 0;
    List<LagSample> samples = node.getLagSamples();
    for (int i = 1; i < samples.size(); i++) {
      long gap =
          samples.get(i).getTime().toEpochMilli() - samples.get(i - 1).getTime().toEpochMilli();
      usual = Math.max(usual, gap);
    }
    return silence(node) > Math.max(QUIET_MILLIS, Math.min(2 * usual, policy.connectionTimeout()));
  }

  private static String gone(NodeStatus node) {
    if (node.getLastReport() == null) {
      return "It has never reported. Start it, or remove it from the cluster.";
    }
    return node.getReportedState() == NodeState.STOPPING
        ? "It was stopped in good order at " + node.getLastReport() + ". Start it."
        : "Its last report is of "
            + node.getLastReport()
            + ". Start it, or look at its machine and its way to the brokers.";
  }

  private static Verdict drained(String more) {
    return Verdict.of(
        NodeHealth.DRAINED, "An operator took it out of duty; resume it to end that." + more);
  }

  private static String firstBlocker(NodeStatus node, String otherwise) {
    String first =
        node.getBlockers().stream().findFirst().map(Problem::getMessage).orElse(otherwise);
    return first.endsWith(".") ? first : first + ".";
  }
}
