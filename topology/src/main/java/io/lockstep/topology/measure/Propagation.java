package io.lockstep.topology.measure;

import io.lockstep.schema.Event;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.topology.node.Reports;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Measures how long changes take to the nodes, by the brokers' clock: from when a change was taken
 * to when the first report with it was. It is too long by up to the interval of the reports, a
 * second.
 *
 * <p>A node is measured while it is in duty and reports without a break. What was decided while it
 * was away or had not caught up yet says nothing about how long a change takes. The thread of the
 * task alone.
 */
public final class Propagation {
  /** Changes that are remembered; older ones that some node has not applied are not measured. */
  static final int MOST = 65_536;

  private final Measures measures;
  private final TreeMap<Long, Long> pending = new TreeMap<>();
  private final Map<String, Long> measuredFrom = new HashMap<>();
  private long head;

  /** Tells {@code measures}. */
  public Propagation(Measures measures) {
    this.measures = measures;
  }

  /** An event that a broker took at that time, in milliseconds. The last of a change counts. */
  public void accepted(Event event, long taken) {
    head = Math.max(head, event.getRevision());
    if (event.getChangeIndex() == event.getChangeSize() - 1) {
      pending.put(event.getRevision(), taken);
      if (pending.size() > MOST) {
        pending.pollFirstEntry();
      }
    }
  }

  /**
   * A report that a broker took at that time, in milliseconds.
   *
   * @param before the status before it, as it was judged
   * @param after the status with it
   */
  public void reported(NodeStatus before, NodeStatus after, long taken) {
    String node = after.getNode();
    if (!isMeasured(before) || !before.getIncarnation().equals(after.getIncarnation())) {
      measuredFrom.put(node, head);
      return;
    }
    long from = Math.max(Reports.applied(before), measuredFrom.getOrDefault(node, 0L));
    long to = Reports.applied(after);
    if (to > from) {
      for (long accepted : pending.subMap(from, false, to, true).values()) {
        measures.appliedByNode(Math.max(0, taken - accepted));
      }
    }
  }

  /** Looks which changes all nodes have now; {@code now} in milliseconds. */
  public void look(Collection<NodeStatus> nodes, long now) {
    long least =
        nodes.stream().filter(Propagation::isMeasured).mapToLong(Reports::applied).min().orElse(0);
    NavigableMap<Long, Long> applied = pending.headMap(least, true);
    applied.values().forEach(accepted -> measures.appliedByAll(Math.max(0, now - accepted)));
    applied.clear();
  }

  /** The node is no member any more. */
  public void gone(String node) {
    measuredFrom.remove(node);
  }

  private static boolean isMeasured(NodeStatus node) {
    return node.getMembership() == MemberState.ACTIVE
        && node.getSettled()
        && node.getState() != NodeHealth.OFFLINE;
  }
}
