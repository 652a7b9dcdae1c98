package io.lockstep.status.streams;

import io.lockstep.schema.Alert;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.PromotionEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The status at one moment.
 *
 * @param freshness whether that is the present one
 * @param cluster the cluster
 * @param nodes the nodes by id
 * @param alerts the last step of each alert, the newest first
 * @param certificates those of the cluster, without their chains, the first to end first
 * @param promotionOrder who takes over, the preferred first; empty where none was set
 */
public record StatusSnapshot(
    Freshness freshness,
    ClusterStatus cluster,
    SortedMap<String, NodeStatus> nodes,
    Collection<Alert> alerts,
    List<CertificateView> certificates,
    List<PromotionEntry> promotionOrder) {
  /** One node's status. */
  public Optional<NodeStatus> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }
}
