package io.lockstep.topology.alert;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.RoleStatus;
import io.lockstep.topology.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the cluster as a whole. Pure. */
final class ClusterConditions {
  private ClusterConditions() {}

  static List<Condition> of(ClusterStatus cluster, Policy policy, long now) {
    List<Condition> conditions = new ArrayList<>();
    if (cluster.getMembers() == 0) {
      return conditions;
    }
    if (cluster.getAvailable() < policy.minimumNodes()) {
      conditions.add(
          of(
              AlertKind.NODES_BELOW_MINIMUM,
              "",
              "%d nodes are available, at least %d are wanted."
                  .formatted(cluster.getAvailable(), policy.minimumNodes())));
    }
    for (RoleStatus role : cluster.getRoles()) {
      if (role.getAvailable().size() < role.getMinimum()) {
        conditions.add(
            of(
                AlertKind.ROLE_BELOW_MINIMUM,
                role.getRole(),
                "Role %s has %d available holders, at least %d are wanted; its holders are %s."
                    .formatted(
                        role.getRole(),
                        role.getAvailable().size(),
                        role.getMinimum(),
                        role.getHolders())));
      }
    }
    if (cluster.getPrimaryMissingSince() != null
        && now - cluster.getPrimaryMissingSince().toEpochMilli() >= policy.primaryGrace()) {
      conditions.add(
          of(
              AlertKind.NO_PRIMARY,
              "",
              cluster.getPrimary() == null
                  ? "The cluster has no primary."
                  : "The primary " + cluster.getPrimary() + " does not report."));
    }
    if (!policy.tls()) {
      conditions.add(
          of(AlertKind.TLS_OFF, "", "Cluster.enable.SSL is false: the nodes' APIs speak HTTP."));
    }
    return conditions;
  }

  private static Condition of(AlertKind kind, String subject, String cause) {
    return new Condition(kind, subject, null, cause);
  }
}
