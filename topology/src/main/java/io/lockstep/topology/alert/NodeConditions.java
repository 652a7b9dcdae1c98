package io.lockstep.topology.alert;

import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeStatus;
import io.lockstep.topology.node.OtherRuns;
import io.lockstep.topology.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is wrong with nodes. Pure. */
final class NodeConditions {
  private NodeConditions() {}

  static List<Condition> of(Collection<NodeStatus> nodes, Policy policy, long now) {
    List<Condition> conditions = new ArrayList<>();
    for (NodeStatus node : nodes) {
      if (node.getMembership() != null) {
        state(node).ifPresent(conditions::add);
      }
      if (OtherRuns.isDoubled(node, now, policy.connectionTimeout())) {
        conditions.add(doubled(node));
      }
      skew(node, policy).ifPresent(conditions::add);
    }
    return conditions;
  }

  private static Optional<Condition> state(NodeStatus node) {
    return Optional.ofNullable(
            switch (node.getState()) {
              case OFFLINE -> AlertKind.NODE_OFFLINE;
              case ONLINE -> node.getReady() ? null : AlertKind.NODE_NOT_READY;
              case LAGGING -> AlertKind.NODE_LAGGING;
              case DRIFTED -> AlertKind.NODE_DRIFTED;
              case DIVERGED -> AlertKind.NODE_DIVERGED;
              case TAMPERED -> AlertKind.NODE_TAMPERED;
              case INCOMPATIBLE -> AlertKind.NODE_INCOMPATIBLE;
              default -> null;
            })
        .map(
            kind ->
                new Condition(
                    kind,
                    node.getNode(),
                    node.getNode(),
                    "Node " + node.getNode() + ": " + node.getReason()));
  }

  private static Condition doubled(NodeStatus node) {
    return new Condition(
        AlertKind.DUPLICATE_NODE,
        node.getNode(),
        node.getNode(),
        "Two processes report as node %s, the runs %s and %s; the folder of one is probably a copy."
            .formatted(node.getNode(), node.getOtherRun().getIncarnation(), node.getIncarnation()));
  }

  /** A node that does not report says nothing new of its clock, and a drained one matters less. */
  private static Optional<Condition> skew(NodeStatus node, Policy policy) {
    long skew = node.getClockSkewMillis();
    if (node.getLastReport() == null
        || node.getMembership() == MemberState.DRAINED
        || Math.abs(skew) <= policy.maximumClockSkew()) {
      return Optional.empty();
    }
    return Optional.of(
        new Condition(
            AlertKind.CLOCK_SKEW,
            node.getNode(),
            node.getNode(),
            "The clock of node %s is %d ms %s the brokers', at most %d ms are allowed."
                .formatted(
                    node.getNode(),
                    Math.abs(skew),
                    skew > 0 ? "ahead of" : "behind",
                    policy.maximumClockSkew())));
  }
}
