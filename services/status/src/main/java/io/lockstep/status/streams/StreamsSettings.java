package io.lockstep.status.streams;

import io.lockstep.log.LogConnection;
import io.lockstep.log.RegistrySettings;
import io.lockstep.log.topic.TopicLayout;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of Kafka Streams, and why they differ from its defaults. */
final class StreamsSettings {
  /** Status goes on within some seconds of the death of an instance. */
  private static final int SESSION_TIMEOUT_MILLIS = 6_000;

  /** A status is told so long after it was judged, at most. */
  private static final int COMMIT_INTERVAL_MILLIS = 100;

  private StreamsSettings() {}

  static Properties of(LogConnection connection, TopicLayout layout) {
    Properties settings = new Properties();
    // An operator's own settings first: they lose to what correctness rests on.
    connection
        .clientProperties()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(RegistrySettings.PREFIX)) {
                settings.put(name, value);
              }
            });
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(connection));
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
    // Statuses are the same when they are written twice; transactions would only delay them.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
    // There is one task: one thread has it, another instance stands by with the same stores.
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) layout.replication());
    settings.put(
        StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
        Integer.toString(layout.minInsyncReplicas()));
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
    // Events are written in transactions; what was aborted never happened.
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    // A thousand nodes report in a thousand moments of a second: by default each would be fetched
    // and processed alone. A report waits for others, for as long as a status does for a commit.
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 64 * 1024);
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        COMMIT_INTERVAL_MILLIS);
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION_TIMEOUT_MILLIS);
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        SESSION_TIMEOUT_MILLIS / 3);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
    settings.put(StreamsConfig.POLL_MS_CONFIG, 50);
    return settings;
  }

  /** The group, and the prefix of the internal topics. */
  static String applicationId(LogConnection connection) {
    return "lockstep." + connection.cluster() + ".status";
  }
}
