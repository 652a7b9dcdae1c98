package io.lockstep.topology.cluster;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Health in one line. Pure. */
final class Summary {
  /** Of a cluster whose log has no event. */
  static final String EMPTY =
      "The log is empty; found the cluster with 'lockstep cluster init'. If it was founded before,"
          + " its topics were lost: bring their records back instead.";

  private Summary() {}

  static String of(ClusterStatus cluster) {
    if (cluster.getHeadRevision() == 0) {
      return EMPTY;
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        cluster.getConverged()
            ? "converged at revision " + cluster.getHeadRevision()
            : "not converged, head revision " + cluster.getHeadRevision());
    parts.add(cluster.getAvailable() + " of " + cluster.getMembers() + " nodes available");
    for (NodeHealth state : NodeHealth.values()) {
      int count = cluster.getCounts().getOrDefault(state.name(), 0);
      if (count > 0 && state != NodeHealth.ONLINE) {
        parts.add(count + " " + state.name().toLowerCase(Locale.ROOT));
      }
    }
    if (cluster.getPrimary() == null) {
      parts.add("no primary");
    } else {
      parts.add(
          "primary "
              + cluster.getPrimary()
              + (cluster.getPrimaryAlive() ? "" : " does not report"));
    }
    return String.join(", ", parts);
  }
}
