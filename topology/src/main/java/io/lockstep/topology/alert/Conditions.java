package io.lockstep.topology.alert;

import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeStatus;
import io.lockstep.topology.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** All that is wrong now. Pure. */
public final class Conditions {
  private Conditions() {}

  /**
   * What is wrong.
   *
   * @param now the brokers' time in milliseconds since 1970
   */
  public static List<Condition> of(
      ClusterStatus cluster,
      Collection<NodeStatus> nodes,
      Collection<CertificateView> certificates,
      Policy policy,
      long now) {
    List<Condition> conditions = new ArrayList<>(NodeConditions.of(nodes, policy, now));
    conditions.addAll(ClusterConditions.of(cluster, policy, now));
    conditions.addAll(CertificateConditions.of(certificates, nodes, now));
    return conditions;
  }
}
