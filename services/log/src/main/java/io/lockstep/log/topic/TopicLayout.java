package io.lockstep.log.topic;

/**
 * How safely an installation keeps its topics.
 *
 * @param replication copies of each partition; 3 in production, 1 in a sandbox
 * @param minInsyncReplicas copies that must have a record before it counts as written; 2 in
 *     production, 1 in a sandbox
 */
public record TopicLayout(short replication, int minInsyncReplicas) {
  /** Survives the loss of one broker without losing or refusing anything. */
  public static final TopicLayout PRODUCTION = new TopicLayout((short) 3, 2);

  /** One broker. */
  public static final TopicLayout SANDBOX = new TopicLayout((short) 1, 1);

  /** Checks that the numbers fit each other. */
  public TopicLayout {
    if (minInsyncReplicas < 1 || minInsyncReplicas > replication) {
      throw new IllegalArgumentException(
          "topics.min.insync.replicas "
              + minInsyncReplicas
              + ": wanted 1 to topics.replication.factor, which is "
              + replication);
    }
  }
}
