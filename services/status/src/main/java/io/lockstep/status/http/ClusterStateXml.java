package io.lockstep.status.http;

import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.state.clusterstate.ClusterStateXml.MemberLine;
import io.lockstep.status.streams.StatusSnapshot;

/** A status as a {@code cluster_state} document. All else is in the status. */
final class ClusterStateXml {
  private ClusterStateXml() {}

  static String of(StatusSnapshot snapshot) {
    String primary = snapshot.cluster().getPrimary();
    return io.lockstep.state.clusterstate.ClusterStateXml.of(
        snapshot.cluster().getCluster(),
        snapshot.nodes().values().stream().map(node -> line(node, primary)).toList());
  }

  private static MemberLine line(NodeStatus node, String primary) {
    return new MemberLine(
        node.getHost() == null ? node.getNode() : node.getHost(),
        node.getState() != NodeHealth.OFFLINE && node.getState() != NodeHealth.UNKNOWN,
        node.getNode().equals(primary));
  }
}
