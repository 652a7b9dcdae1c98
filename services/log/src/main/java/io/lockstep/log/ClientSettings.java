package io.lockstep.log;

import io.lockstep.schema.topic.TopicContract;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of every Kafka client that Lockstep starts, and why they differ from Kafka's defaults.
 *
 * <p>The defaults favour throughput over many partitions and survive minutes of trouble silently.
 * Lockstep has a handful of partitions, wants one change to be fast, and wants to know soon when a
 * broker does not answer. An operator's own settings win over those that tune, and lose to those
 * that correctness rests on.
 */
public final class ClientSettings {
  /**
   * How long the broker lets a transaction stay open; the bound on how long a hung primary holds
   * readers back.
   */
  public static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;

  /** How long an administrative request may take in all. */
  public static final int ADMIN_TIMEOUT_MILLIS = 10_000;

  private ClientSettings() {}

  /** The primary's producer. */
  public static Map<String, Object> appender(LogConnection connection) {
    Map<String, Object> settings = producerTuning(connection);
    // Below the transaction timeout: a record that cannot be delivered fails the transaction here,
    // where the reason is known, before the broker ends it there.
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    // Above the delivery timeout: commit reports the record that failed, not its own impatience.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 9_000);
    // The broker answers "the last transaction still completes" while it writes the markers of the
    // one before, a few milliseconds; the default pause of 100 ms would be most of a change's time.
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    // A set of 10,000 changes is some megabytes of small records: fewer, larger requests. Must stay
    // below the broker's default limit of 1 MiB a batch.
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    // The commit that follows at once sends what waits: one request has the records of all topics,
    // instead of one with the first record and another with the rest.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
    operators(connection, settings);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, connection.primaryId());
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    return durable(settings);
  }

  /** The producer of commands. */
  public static Map<String, Object> commands(LogConnection connection) {
    Map<String, Object> settings = producerTuning(connection);
    // As long as a caller waits for the outcome of a command by default.
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
    // Room for two of the longest commands beside the small ones.
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 3L * TopicContract.MAX_RECORD_BYTES);
    operators(connection, settings);
    return durable(settings);
  }

  /** The producer of the bytes of content: many at once, and nobody waits for a single one. */
  public static Map<String, Object> content(LogConnection connection) {
    Map<String, Object> settings = producerTuning(connection);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 31_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    // A thousand small files are a few large batches, below the broker's limit of 1 MiB.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 768 * 1024);
    settings.put(ProducerConfig.SEND_BUFFER_CONFIG, -1); // as much as the system finds good
    settings.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8));
    operators(connection, settings);
    return durable(settings);
  }

  /** The producer of node reports: small, one each second, the next makes up for a lost one. */
  public static Map<String, Object> reports(LogConnection connection) {
    Map<String, Object> settings = producerTuning(connection);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000);
    // The reporting thread must not hang for longer than a report is worth.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024L * 1024);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    operators(connection, settings);
    return durable(settings);
  }

  /**
   * The consumer of the tail: events, outcomes and reports from positions that the caller keeps.
   */
  public static Map<String, Object> tail(LogConnection connection) {
    Map<String, Object> settings = consumerTuning(connection);
    operators(connection, settings);
    // A lost position is something to tell, never to skip over.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return committedOnly(settings);
  }

  /**
   * A consumer that reads as the tail does, but only what a topic has now. Its fetch at the end
   * comes back at once: brokers answer in the order in which they are asked, so that every question
   * behind one that waits for news would wait as well, half a second by default.
   */
  public static Map<String, Object> scan(LogConnection connection) {
    Map<String, Object> settings = tail(connection);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    return settings;
  }

  /** The primary's consumer of commands. */
  public static Map<String, Object> commandReader(LogConnection connection) {
    Map<String, Object> settings = consumerTuning(connection);
    // What is polled is decided as one transaction: hundreds, not thousands, keeps it short.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    operators(connection, settings);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, connection.primaryId());
    // Commands before the first that is left were dropped by age, undecided: nothing to read.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return committedOnly(settings);
  }

  /** Administrative requests. */
  public static Map<String, Object> admin(LogConnection connection) {
    Map<String, Object> settings = common(connection);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
    operators(connection, settings);
    return settings;
  }

  private static Map<String, Object> common(LogConnection connection) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
    // A broker whose machine is gone does not refuse connections, it swallows them.
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000L);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 5_000L);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
    // Errors refresh the metadata at once; this bounds how long a move goes unseen without one.
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000L);
    // Clients talk only when there is something to do; idle connections are part of that.
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  private static Map<String, Object> producerTuning(LogConnection connection) {
    Map<String, Object> settings = common(connection);
    // Nothing waits for company: what accumulates while a request is under way goes with the next.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    // Sets of changes are long and alike, and are stored three times and read by every node.
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return settings;
  }

  private static Map<String, Object> durable(Map<String, Object> settings) {
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicContract.MAX_RECORD_BYTES);
    return settings;
  }

  private static Map<String, Object> consumerTuning(LogConnection connection) {
    Map<String, Object> settings = common(connection);
    // A record is handed over as soon as it is readable; this is only how long the broker keeps an
    // empty answer back, and so how often an idle consumer asks.
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20L);
    settings.put(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
    // A long replay is bound by round trips at the default 500 records and 1 MiB; these bounds
    // keep a node that reads a million events below some 50 MiB of fetched bytes.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, TopicContract.MAX_RECORD_BYTES);
    return settings;
  }

  private static Map<String, Object> committedOnly(Map<String, Object> settings) {
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Positions are kept by the caller and partitions are assigned: no group, no second thread.
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    return settings;
  }

  private static void operators(LogConnection connection, Map<String, Object> settings) {
    connection
        .clientProperties()
        .forEach(
            (name, value) -> {
              if (!name.startsWith(RegistrySettings.PREFIX)) {
                settings.put(name, value);
              }
            });
  }
}
