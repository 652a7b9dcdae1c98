package io.lockstep.topology.cluster;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import java.util.List;

/**
 * Whether the nodes are in one state: every member that is in duty and reports has the head
 * revision, received, written and active, with the digest that the log says. Pure.
 */
final class Convergence {
  private Convergence() {}

  static boolean holds(ClusterStatus cluster, List<NodeStatus> members) {
    List<NodeStatus> counted = members.stream().filter(Convergence::counts).toList();
    return !counted.isEmpty()
        && cluster.getHeadDigest() != null
        && counted.stream().allMatch(node -> isAtHead(cluster, node));
  }

  /** A node that is away or only comes does not make the others differ. */
  private static boolean counts(NodeStatus node) {
    return node.getMembership() == MemberState.ACTIVE
        && node.getState() != NodeHealth.OFFLINE
        && node.getState() != NodeHealth.JOINING;
  }

  private static boolean isAtHead(ClusterStatus cluster, NodeStatus node) {
    return node.getState() == NodeHealth.ONLINE
        && node.getLagEvents() == 0
        && node.getReceivedRevision() == cluster.getHeadRevision()
        && node.getDigest().equals(cluster.getHeadDigest());
  }
}
