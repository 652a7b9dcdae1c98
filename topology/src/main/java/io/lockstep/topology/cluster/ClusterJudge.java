package io.lockstep.topology.cluster;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.UnappliedChange;
import io.lockstep.topology.log.Timeline;
import io.lockstep.topology.policy.Policy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges how the cluster is, from how its nodes are. Pure. */
public final class ClusterJudge {
  private final Timeline timeline;
  private final Policy policy;
  private final long now;

  /**
   * A judge.
   *
   * @param now the brokers' time in milliseconds since 1970
   */
  public ClusterJudge(Timeline timeline, Policy policy, long now) {
    this.timeline = timeline;
    this.policy = policy;
    this.now = now;
  }

  /** The status as it is now. */
  public ClusterStatus judge(ClusterStatus before, Collection<NodeStatus> nodes, int openAlerts) {
    List<NodeStatus> members = nodes.stream().filter(n -> n.getMembership() != null).toList();
    boolean converged = Convergence.holds(before, members);
    boolean primaryAlive = primaryAlive(before, members);
    Instant time = Instant.ofEpochMilli(now);
    ClusterStatus.Builder status =
        ClusterStatus.newBuilder(before)
            .setConverged(converged)
            .setDigest(converged ? before.getHeadDigest() : null)
            .setPrimaryAlive(primaryAlive)
            .setMembers(members.size())
            .setCounts(counts(nodes, node -> node.getState().name()))
            .setAvailable((int) members.stream().filter(ClusterJudge::isAvailable).count())
            .setMinimumNodes(policy.minimumNodes())
            .setRoles(Roles.of(members, policy.minimumHolders()))
            .setOldestUnapplied(oldestUnapplied(before, members).orElse(null))
            .setSoftwareVersions(versions(nodes, NodeStatus::getSoftwareVersion))
            .setProductVersions(versions(nodes, NodeStatus::getProductVersion))
            .setTls(policy.tls())
            .setConnectionTimeoutMillis(policy.connectionTimeout())
            .setOpenAlerts(openAlerts);
    if (converged != before.getConverged() || before.getSince().equals(Instant.EPOCH)) {
      status.setSince(time);
    }
    if (primaryAlive || members.isEmpty()) {
      status.setPrimaryMissingSince(null);
    } else if (before.getPrimaryMissingSince() == null) {
      status.setPrimaryMissingSince(time);
    }
    ClusterStatus judged = status.setSummary("").build();
    return ClusterStatus.newBuilder(judged).setSummary(Summary.of(judged)).build();
  }

  /** Whether a node can serve now. */
  static boolean isAvailable(NodeStatus node) {
    return node.getReady()
        && (node.getState() == NodeHealth.ONLINE || node.getState() == NodeHealth.DRIFTED);
  }

  private static boolean primaryAlive(ClusterStatus cluster, List<NodeStatus> members) {
    return members.stream()
        .anyMatch(
            node ->
                node.getNode().equals(cluster.getPrimary())
                    && node.getLastReport() != null
                    && node.getState() != NodeHealth.OFFLINE);
  }

  private Optional<UnappliedChange> oldestUnapplied(
      ClusterStatus cluster, List<NodeStatus> members) {
    return members.stream()
        .filter(node -> node.getMembership() == MemberState.ACTIVE && node.getLagEvents() > 0)
        .max((x, y) -> Long.compare(x.getLagEvents(), y.getLagEvents()))
        .map(
            node -> {
              long revision = cluster.getHeadRevision() - node.getLagEvents() + 1;
              Instant taken = Instant.ofEpochMilli(timeline.taken(revision, now));
              return new UnappliedChange(revision, taken, node.getNode());
            });
  }

  private static Map<String, Integer> versions(
      Collection<NodeStatus> nodes, Function<NodeStatus, String> version) {
    return counts(
        nodes.stream()
            .filter(n -> version.apply(n) != null && !version.apply(n).isEmpty())
            .toList(),
        version);
  }

  private static Map<String, Integer> counts(
      Collection<NodeStatus> nodes, Function<NodeStatus, String> by) {
    return nodes.stream().collect(Collectors.toMap(by, node -> 1, Integer::sum, TreeMap::new));
  }
}
