package io.lockstep.log.tail;

import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.AdminRequests;
import io.lockstep.log.topic.TopicBegin;
import io.lockstep.schema.topic.TopicContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Where the topics begin and end. Ends are high watermarks: they count what is written, committed
 * or not, and transaction markers; a tail's position reaches them when nothing is open.
 *
 * <p>Every method asks the brokers and throws {@link io.lockstep.log.LogUnavailableException} if
 * they do not answer within 10 s. Safe for use by many threads.
 */
public final class LogEnds implements AutoCloseable {
  private final AdminRequests admin;
  private final String events;
  private final String outcomes;

  /**
   * Does not connect yet.
   *
   * @throws io.lockstep.log.LogUnavailableException if the brokers' names do not resolve
   */
  public LogEnds(LogConnection connection) {
    this.admin = new AdminRequests(connection);
    this.events = connection.topic(TopicContract.EVENTS);
    this.outcomes = connection.topic(TopicContract.OUTCOMES);
  }

  /** Offset after the last record of "events". */
  public long eventsEnd() {
    return offset(events, OffsetSpec.latest());
  }

  /** Offset after the last record of "outcomes". */
  public long outcomesEnd() {
    return offset(outcomes, OffsetSpec.latest());
  }

  /**
   * Offset up to which "events" can be read: of the first record whose transaction is open, else
   * the end. All that was decided before the call stands before it.
   */
  public long eventsReadable() {
    return offset(events, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** Offset up to which "outcomes" can be read, as {@link #eventsReadable()}. */
  public long outcomesReadable() {
    return offset(outcomes, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** First offset that "events" may have a record at. */
  public long eventsBegin() {
    return offset(events, OffsetSpec.earliest());
  }

  /**
   * That "events" lost what stood at a position, with its beginning, as {@link TopicBegin#loss}
   * says it; empty if it did not. Of a log that was replaced by a shorter one it says nothing.
   */
  public Optional<String> eventsLoss(long position) {
    long begin = eventsBegin();
    return begin > position ? TopicBegin.loss(events, begin) : Optional.empty();
  }

  /** How long "events" keeps a tombstone after it was compacted, in milliseconds. */
  public long deleteRetentionMillis() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, events);
    return Long.parseLong(
        admin
            .ask("describe topic " + events, a -> a.describeConfigs(List.of(resource)).all())
            .get(resource)
            .get(TopicConfig.DELETE_RETENTION_MS_CONFIG)
            .value());
  }

  private long offset(String topic, OffsetSpec spec) {
    return offset(topic, spec, IsolationLevel.READ_UNCOMMITTED);
  }

  private long offset(String topic, OffsetSpec spec, IsolationLevel isolation) {
    TopicPartition partition = new TopicPartition(topic, 0);
    return admin
        .ask(
            "give the offsets of topic " + topic,
            a ->
                a.listOffsets(Map.of(partition, spec), new ListOffsetsOptions(isolation))
                    .partitionResult(partition))
        .offset();
  }

  /**
   * Connects anew; requests that are under way fail.
   *
   * @throws io.lockstep.log.LogUnavailableException if the brokers' names do not resolve; all is as
   *     before then
   */
  public void renew() {
    admin.renew();
  }

  @Override
  public void close() {
    admin.close();
  }
}
