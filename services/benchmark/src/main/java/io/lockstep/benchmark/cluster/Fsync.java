package io.lockstep.benchmark.cluster;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Lets the broker force each batch to disk before it acknowledges it, or not. Kafka's default is
 * not to: it relies on replicas, of which one broker has none.
 */
public final class Fsync implements AutoCloseable {
  /** What the way of a change writes to, Kafka's own notes among it. */
  private final List<ConfigResource> topics;

  private final Admin admin;

  /** Of clusters on one broker. */
  public Fsync(LogConnection... clusters) {
    admin = Admin.create(ClientSettings.admin(clusters[0]));
    topics =
        Stream.concat(
                Arrays.stream(clusters)
                    .flatMap(
                        cluster ->
                            Stream.of(
                                    TopicContract.EVENTS,
                                    TopicContract.JOURNAL,
                                    TopicContract.COMMANDS,
                                    TopicContract.OUTCOMES)
                                .map(cluster::topic)),
                Stream.of("__transaction_state", "__consumer_offsets"))
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
  }

  /** From the next batch on. */
  public void set(boolean each) throws InterruptedException {
    AlterConfigOp change =
        each
            ? new AlterConfigOp(
                new ConfigEntry(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1"),
                AlterConfigOp.OpType.SET)
            : new AlterConfigOp(
                new ConfigEntry(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, ""),
                AlterConfigOp.OpType.DELETE);
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    topics.forEach(topic -> changes.put(topic, new ArrayList<>(List.of(change))));
    try {
      admin.incrementalAlterConfigs(changes).all().get();
      for (ConfigResource topic : topics) {
        awaitSet(topic, each);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics' flush.messages cannot be changed", e);
    }
  }

  private void awaitSet(ConfigResource topic, boolean each)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    String value;
    do {
      value =
          admin
              .describeConfigs(List.of(topic))
              .all()
              .get()
              .get(topic)
              .get(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG)
              .value();
    } while (value.equals("1") != each && System.nanoTime() < deadline);
  }

  @Override
  public void close() {
    admin.close();
  }
}
