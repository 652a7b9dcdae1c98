package io.lockstep.topology.judge;

import io.lockstep.schema.Alert;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeStatus;

/** Where judgements are told. */
interface Told {
  /** A node's status; null where there is none any more. */
  void node(String node, NodeStatus status);

  /** The cluster's status. */
  void cluster(ClusterStatus status);

  /** A step of an alert. */
  void alert(Alert step);
}
