package io.lockstep.node.cluster;

import io.lockstep.log.testing.LogReader;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** The topic {@code events} of a cluster, cleaned as soon as there is anything to clean. */
final class CompactedLog {
  private final TestCluster cluster;
  private final String topic;
  private int ticks;

  CompactedLog(TestCluster cluster, Duration deleteRetention) {
    this.cluster = cluster;
    this.topic = cluster.connection().topic(TopicContract.EVENTS);
    TestKafka.three().compactEagerly(topic, deleteRetention);
  }

  /** Sets how long tombstones outlive a cleaning from now on. */
  void keepTombstones(Duration deleteRetention) {
    TestKafka.three()
        .configure(topic, Map.of("delete.retention.ms", Long.toString(deleteRetention.toMillis())));
  }

  /** Every record that is left. */
  List<ConsumerRecord<String, byte[]>> records() {
    return LogReader.committed(cluster.connection().bootstrapServers(), topic);
  }

  /**
   * Writes through the node until nothing is left of entities: no value, no removal, no tombstone.
   * Kafka cleans what stands before the segment that is written to, so something must be written.
   */
  void awaitGone(String node, String keyPrefix) {
    Awaitility.await("nothing left of " + keyPrefix)
        .atMost(TestCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(150))
        .pollInSameThread()
        .until(
            () -> {
              tick(node);
              return records().stream()
                  .noneMatch(record -> record.key().startsWith("configuration/" + keyPrefix));
            });
  }

  /** Writes through the node until no entity of the prefix has more than its newest record. */
  void awaitCompacted(String node, String keyPrefix) {
    Awaitility.await("one record left of each " + keyPrefix)
        .atMost(TestCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(150))
        .pollInSameThread()
        .until(
            () -> {
              tick(node);
              Map<String, Integer> left = new TreeMap<>();
              records().forEach(record -> left.merge(record.key(), 1, Integer::sum));
              return left.entrySet().stream()
                  .filter(entry -> entry.getKey().startsWith("configuration/" + keyPrefix))
                  .allMatch(entry -> entry.getValue() == 1);
            });
  }

  private void tick(String node) {
    cluster.write(node, Write.set("tick", Integer.toString(ticks++)));
  }
}
