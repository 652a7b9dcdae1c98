package io.lockstep.log.topic;

import java.util.Optional;

/**
 * What the first offset of the topic "events" tells. Compaction leaves it where it is: only
 * retention and Kafka's deletion of records move it, and both take away what nobody has replaced.
 */
public final class TopicBegin {
  /** What comes of it by itself. */
  public static final String REPAIR =
      "the primary writes again what is missing, within two minutes";

  /** What to do about it. */
  public static final String REMEDY =
      "look at cleanup.policy and retention.ms of the topic, and at who may change them or delete"
          + " records (`lockstep topics verify`, with --eligible for rights)";

  private TopicBegin() {}

  /**
   * That records were lost, as a sentence without its full stop; empty if none were.
   *
   * @param begin first offset that the topic may have a record at
   */
  public static Optional<String> loss(String topic, long begin) {
    return begin == 0
        ? Optional.empty()
        : Optional.of(
            "topic %s begins at offset %d: the records before it were deleted, which compaction"
                    .formatted(topic, begin)
                + " never does");
  }
}
