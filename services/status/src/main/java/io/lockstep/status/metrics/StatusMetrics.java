package io.lockstep.status.metrics;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.RoleStatus;
import io.lockstep.status.streams.StatusSnapshot;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of a status. Counters are what the log counts, revisions and terms, so they go on over
 * restarts and are the same on every instance. Pure.
 */
public final class StatusMetrics {
  private static final double MILLIS = 1_000.0;

  private StatusMetrics() {}

  /** The metrics in Prometheus' text format. */
  public static String of(StatusSnapshot status) {
    Exposition out = new Exposition();
    cluster(out, status.cluster());
    nodes(out, status.nodes().values());
    alerts(out, status.alerts());
    return out.text();
  }

  private static void cluster(Exposition out, ClusterStatus cluster) {
    out.counter("lockstep_events_total", "Events that were accepted, by the head of the log.")
        .sample(cluster.getHeadRevision());
    out.counter("lockstep_promotions_total", "Terms of a primary that began.")
        .sample(cluster.getEpoch());
    out.gauge("lockstep_cluster_converged", "1 when all nodes in duty are in the head's state.")
        .sample(flag(cluster.getConverged()));
    out.gauge("lockstep_cluster_primary_alive", "1 when there is a primary and it reports.")
        .sample(flag(cluster.getPrimaryAlive()));
    out.gauge("lockstep_cluster_head_offset", "Offset of the newest event.")
        .sample(cluster.getHeadOffset());
    out.gauge("lockstep_cluster_members", "Members that were not removed.")
        .sample(cluster.getMembers());
    out.gauge("lockstep_cluster_available_nodes", "Nodes that can serve now.")
        .sample(cluster.getAvailable());
    out.gauge("lockstep_cluster_minimum_nodes", "Fewest available nodes that are wanted.")
        .sample(cluster.getMinimumNodes());
    out.gauge("lockstep_cluster_nodes", "Nodes by state.");
    for (NodeHealth state : NodeHealth.values()) {
      if (state != NodeHealth.UNKNOWN) {
        int count = cluster.getCounts().getOrDefault(state.name(), 0);
        out.sample(count, "state", state.name());
      }
    }
    out.gauge("lockstep_role_available_holders", "Available holders of a role.");
    for (RoleStatus role : cluster.getRoles()) {
      out.sample(role.getAvailable().size(), "role", role.getRole());
    }
    out.gauge("lockstep_cluster_tls_enabled", "1 when the nodes' APIs are protected by TLS.")
        .sample(flag(cluster.getTls()));
  }

  private static void nodes(Exposition out, Collection<NodeStatus> nodes) {
    out.gauge("lockstep_node_state", "1 for the state that the node is in.");
    nodes.forEach(node -> out.sample(1, "node", node.getNode(), "state", node.getState().name()));
    each(out, nodes, "ready", "1 when the node says that it is ready.", n -> flag(n.getReady()));
    each(
        out,
        nodes,
        "primary",
        "1 when the node says that it is the primary.",
        n -> flag(n.getPrimary()));
    each(
        out,
        nodes,
        "received_revision",
        "Revision of the node's image.",
        NodeStatus::getReceivedRevision);
    each(
        out,
        nodes,
        "active_revision",
        "Revision that the node has received, written and made active.",
        n ->
            Math.min(
                n.getReceivedRevision(), Math.min(n.getWrittenRevision(), n.getActiveRevision())));
    each(
        out,
        nodes,
        "applied_offset",
        "Offset in the topic events up to which the node has read.",
        NodeStatus::getOffset);
    each(
        out,
        nodes,
        "lag_events",
        "Events that the node has not applied.",
        NodeStatus::getLagEvents);
    each(
        out,
        nodes,
        "lag_seconds",
        "Age of the oldest event that the node has not applied.",
        n -> n.getLagMillis() / MILLIS);
    each(
        out,
        nodes,
        "clock_skew_seconds",
        "The node's clock against the brokers'; positive where it is ahead.",
        n -> n.getClockSkewMillis() / MILLIS);
    each(
        out,
        nodes,
        "drifted_files",
        "Managed files that differ from what was written.",
        n -> n.getDrifted().size());
    out.gauge(
        "lockstep_node_propagation_seconds",
        "Time from deciding to applying of the last change that the node applied.");
    nodes.stream()
        .filter(node -> node.getPropagationMillis() != null)
        .forEach(node -> out.sample(node.getPropagationMillis() / MILLIS, "node", node.getNode()));
    out.gauge(
        "lockstep_node_last_report_timestamp_seconds", "When the node's last report was taken.");
    nodes.stream()
        .filter(node -> node.getLastReport() != null)
        .forEach(
            node ->
                out.sample(node.getLastReport().toEpochMilli() / MILLIS, "node", node.getNode()));
  }

  private static void each(
      Exposition out,
      Collection<NodeStatus> nodes,
      String what,
      String help,
      ToDoubleFunction<NodeStatus> value) {
    out.gauge("lockstep_node_" + what, help);
    nodes.forEach(node -> out.sample(value.applyAsDouble(node), "node", node.getNode()));
  }

  private static void alerts(Exposition out, Collection<Alert> alerts) {
    TreeMap<String, Integer> raised = new TreeMap<>();
    alerts.stream()
        .filter(alert -> alert.getState() == AlertState.RAISED)
        .forEach(alert -> raised.merge(alert.getKind(), 1, Integer::sum));
    out.gauge("lockstep_alerts_raised", "Alerts that are raised and not cleared, by kind.");
    raised.forEach((kind, count) -> out.sample(count, "kind", kind));
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }
}
