package io.lockstep.sandbox;

import java.net.URI;
import java.util.List;

/**
 * What a cluster needs between "broker and registry answer" and "nodes can start". Given by the
 * caller, so that the sandbox knows neither topics nor events. Called on the thread of {@link
 * Sandbox#up}; what they throw ends {@code up}, which then stops what it has started.
 */
public interface ClusterSteps {
  /** Nothing to provision and nothing to found. */
  ClusterSteps NONE =
      new ClusterSteps() {
        @Override
        public void provisionTopics() {}

        @Override
        public void found() {}
      };

  /** Creates topics and registers schemas. Called by each {@code up}, so it must be idempotent. */
  void provisionTopics();

  /**
   * Founds the cluster. Called until it has returned once for a folder; it may find the cluster
   * founded when an earlier {@code up} was killed right after it.
   */
  void found();

  /**
   * Gives nodes what they keep for themselves before they start, such as their copy of the cluster
   * secret. Called by each {@code up}, so it must be idempotent.
   */
  default void equip(List<String> nodes) {}

  /** Whether a node may join, or has joined; of the others {@link #invite} is asked. */
  default boolean isInvited(String node) {
    return true;
  }

  /**
   * Called by each {@code up} once the nodes that are invited are ready, or one of them did not get
   * ready, with their addresses: then some of them may not answer.
   */
  default void settle(List<URI> nodes) {}

  /** Lets nodes join a cluster that runs. */
  default void invite(List<URI> running, List<String> newcomers) {}
}
