package io.lockstep.topology.node;

import io.lockstep.schema.NodeStatus;
import java.util.List;

/** Whether a status is worth telling. Pure. */
public final class News {
  private News() {}

  /**
   * Whether two statuses differ in more than what moves with every report: its time and number, the
   * age of the lag, and what is measured by it.
   */
  public static boolean between(NodeStatus one, NodeStatus other) {
    return !settled(one).equals(settled(other));
  }

  private static NodeStatus settled(NodeStatus status) {
    NodeStatus copy = NodeStatus.newBuilder(status).build();
    copy.setLastReport(null);
    copy.setSequence(0);
    copy.setLagMillis(0);
    copy.setLagSamples(List.of());
    copy.setClockSkewMillis(0);
    copy.setPropagationMillis(null);
    return copy;
  }
}
