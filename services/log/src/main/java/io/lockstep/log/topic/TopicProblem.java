package io.lockstep.log.topic;

import org.apache.kafka.common.config.TopicConfig;

/**
 * A setting that does not fit.
 *
 * @param topic the topic; "(cluster)" for the Kafka cluster itself
 * @param setting the setting, by Kafka's name where it has one
 * @param actual its value
 * @param expected the value that is wanted
 * @param source where the value came from, such as "topic configuration" or "broker default"
 */
public record TopicProblem(
    String topic, String setting, String actual, String expected, String source) {

  static final String MISSING = "(existence)";
  static final String PARTITIONS = "partitions";
  static final String REPLICATION = "replication.factor";
  static final String CLUSTER = "(cluster)";

  /** Whether the provisioner can set it right without moving data. */
  boolean correctable() {
    return !topic.equals(CLUSTER) && !setting.equals(MISSING) && !needsMoving();
  }

  /** Whether the provisioner leaves it, since data would have to be moved. */
  boolean needsMoving() {
    return setting.equals(PARTITIONS) || setting.equals(REPLICATION);
  }

  /** Whether there are fewer copies of records than are wanted. */
  boolean isOfCopies() {
    return setting.equals(REPLICATION) || setting.equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
  }

  /** The problem in one line, without the topic. */
  String what() {
    return setting + " is " + actual + " (from " + source + "), wanted " + expected;
  }
}
