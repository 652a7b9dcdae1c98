package io.lockstep.sandbox;

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
}
