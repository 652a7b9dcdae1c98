package io.lockstep.state.decide;

import io.lockstep.schema.JoinNode;
import java.util.Optional;

/**
 * What the primary has seen of the other nodes: facts from outside the log that a decision about
 * the primary's role or about a new member needs. The events that follow carry what was made of
 * them.
 */
public interface Observations {
  /**
   * Whether the node has reported within {@code Cluster.connectionTimeout}, and is not {@link
   * #unfit}.
   */
  boolean alive(String node);

  /**
   * Why the node, which reports, can have no role, as it says itself: a clause that follows its
   * name. Empty where it says nothing of the kind.
   */
  default Optional<String> unfit(String node) {
    return Optional.empty();
  }

  /** How many events the node is behind; {@link Long#MAX_VALUE} where it has never reported. */
  long lag(String node);

  /**
   * What was found out about a join; {@link JoinEvidence#NONE} where nothing was. Asked with the
   * very record of the command that is decided.
   */
  JoinEvidence join(JoinNode join);
}
