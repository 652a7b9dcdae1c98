package io.lockstep.topology.judge;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.MemberView;
import io.lockstep.schema.NodeStatus;
import io.lockstep.topology.node.News;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells what is news, and all of it from time to time: a thousand nodes that report each second
 * have little to tell. Remembers in memory alone, so a task that takes over tells everything once;
 * what its predecessor kept and did not tell is not lost. The thread of the task alone.
 */
final class Publication {
  private static final long REFRESH_MILLIS = 30_000;

  private final Told told;
  private final Map<String, Entry> nodes = new HashMap<>();
  private ClusterStatus cluster;

  private record Entry(NodeStatus status, long time) {}

  Publication(Told told) {
    this.told = told;
  }

  /** A node as it is now. */
  void node(NodeStatus status, long now) {
    Entry last = nodes.get(status.getNode());
    if (last == null
        || Math.abs(now - last.time()) >= REFRESH_MILLIS // the clock may have been set back
        || News.between(status, last.status())) {
      nodes.put(status.getNode(), new Entry(status, now));
      told.node(status.getNode(), status);
    }
  }

  /** A node of which there is nothing to tell any more. */
  void gone(String node) {
    nodes.remove(node);
    told.node(node, null);
  }

  /** Members that were removed, at the start of a task. */
  void removed(Iterable<MemberView> members) {
    for (MemberView view : members) {
      if (view.getMember().getState() == MemberState.REMOVED) {
        told.node(view.getMember().getId(), null);
      }
    }
  }

  /** The cluster as it is now. */
  void cluster(ClusterStatus status) {
    if (!status.equals(cluster)) {
      cluster = status;
      told.cluster(status);
    }
  }
}
