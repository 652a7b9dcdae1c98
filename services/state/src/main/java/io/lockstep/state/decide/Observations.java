package io.lockstep.state.decide;

import io.lockstep.schema.JoinNode;

/**
 * What the primary has seen of the other nodes: facts from outside the log that a decision about
 * the primary's role or about a new member needs. The events that follow carry what was made of
 * them.
 */
public interface Observations {
  /** Whether the node has reported within {@code Cluster.connectionTimeout}. */
  boolean alive(String node);

  /** How many events the node is behind; {@link Long#MAX_VALUE} where it has never reported. */
  long lag(String node);

  /**
   * What was found out about a join; {@link JoinEvidence#NONE} where nothing was. Asked with the
   * very record of the command that is decided.
   */
  JoinEvidence join(JoinNode join);
}
