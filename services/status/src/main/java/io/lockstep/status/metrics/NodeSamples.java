package io.lockstep.status.metrics;

import io.lockstep.schema.NodeStatus;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Collection;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Samples of nodes, labelled by node: those of a removed node are gone with its status. Pure. */
final class NodeSamples {
  private static final double MILLIS = 1_000.0;

  private final Samples out;
  private final Collection<NodeStatus> nodes;

  private NodeSamples(Samples out, Collection<NodeStatus> nodes) {
    this.out = out;
    this.nodes = nodes;
  }

  static void add(Samples out, Collection<NodeStatus> nodes) {
    NodeSamples samples = new NodeSamples(out, nodes);
    samples.state();
    samples.position();
    samples.times();
  }

  private void state() {
    out.info(
        "lockstep_node",
        "1, with what a node is and runs.",
        nodes,
        node ->
            Labels.of(
                "node", node.getNode(),
                "host", node.getHost(),
                "site", node.getSite() == null ? "" : node.getSite(),
                "version", node.getSoftwareVersion(),
                "product_version",
                    node.getProductVersion() == null ? "" : node.getProductVersion()));
    out.gauges(
        "lockstep_node_state",
        "1 for the state that the node is in.",
        nodes,
        node -> Labels.of("node", node.getNode(), "state", node.getState().name()),
        node -> Optional.of(1.0));
    each("ready", "1 when the node says that it is ready.", node -> flag(node.getReady()));
    each(
        "primary", "1 when the node says that it is the primary.", node -> flag(node.getPrimary()));
    each(
        "drifted_files",
        "Managed files that differ from what was written.",
        node -> node.getDrifted().size());
  }

  private void position() {
    each("received_revision", "Revision of the node's image.", NodeStatus::getReceivedRevision);
    each(
        "applied_revision",
        "Revision that the node has received, written and made active.",
        node ->
            Math.min(
                node.getReceivedRevision(),
                Math.min(node.getWrittenRevision(), node.getActiveRevision())));
    each(
        "applied_offset",
        "Offset in the topic events up to which the node has read.",
        NodeStatus::getOffset);
    each("lag_events", "Events that the node has not applied.", NodeStatus::getLagEvents);
    each(
        "lag_seconds",
        "Age of the oldest event that the node has not applied.",
        node -> node.getLagMillis() / MILLIS);
  }

  private void times() {
    each(
        "clock_skew_seconds",
        "The node's clock against the brokers'; positive where it is ahead.",
        node -> node.getClockSkewMillis() / MILLIS);
    out.gauges(
        "lockstep_node_last_apply_seconds",
        "Time from deciding to applying of the last change that the node applied, as it measured"
            + " it. Absent before the first since its start.",
        nodes,
        NodeSamples::labels,
        node -> Optional.ofNullable(node.getPropagationMillis()).map(millis -> millis / MILLIS));
    out.gauges(
        "lockstep_node_last_report_timestamp_seconds",
        "When a broker took the node's last report. Absent before the first.",
        nodes,
        NodeSamples::labels,
        node -> Optional.ofNullable(node.getLastReport()).map(t -> t.toEpochMilli() / MILLIS));
  }

  private void each(String what, String help, ToDoubleFunction<NodeStatus> value) {
    out.gauges(
        "lockstep_node_" + what,
        help,
        nodes,
        NodeSamples::labels,
        node -> Optional.of(value.applyAsDouble(node)));
  }

  private static Labels labels(NodeStatus node) {
    return Labels.of("node", node.getNode());
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }
}
