package io.lockstep.benchmark.cluster;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Event;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.topic.TopicContract;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Where the log stands, as a node that has applied all of it would report. One thread, {@code
 * bench-head}.
 */
public final class LogHead implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * After a whole change.
   *
   * @param revision of its last event
   * @param offset that is read next
   * @param digest that it carries
   */
  public record Position(long revision, long epoch, long offset, ByteBuffer digest) {}

  private final LogConnection connection;
  private final Codecs codecs;
  private final Map<String, String> members = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "bench-head");
  private volatile Position position = new Position(0, 0, 0, ByteBuffer.allocate(32));
  private volatile RuntimeException failure;
  private volatile boolean stopping;

  private LogHead(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  /** Follows a log from its beginning. */
  public static LogHead follow(LogConnection connection, Codecs codecs) {
    LogHead head = new LogHead(connection, codecs);
    head.thread.start();
    return head;
  }

  private void run() {
    TopicPartition events = new TopicPartition(connection.topic(TopicContract.EVENTS), 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            ClientSettings.tail(connection),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(events));
      consumer.seek(events, 0);
      while (!stopping) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      Event event = codecs.events().decode(record.value());
      if (event.getPayload() instanceof NodeJoined joined) {
        members.put(joined.getMember().getId(), joined.getMember().getSoftwareVersion());
      }
      if (event.getDigest() != null) {
        position =
            new Position(
                event.getRevision(), event.getEpoch(), record.offset() + 1, event.getDigest());
      }
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("the log has a record that cannot be read", e);
    }
  }

  /**
   * The newest.
   *
   * @throws IllegalStateException if the log can no longer be followed
   */
  public Position position() {
    if (failure != null) {
      throw new IllegalStateException("the log can no longer be followed: " + failure, failure);
    }
    return position;
  }

  /** Members that have joined, by id, with their version of Lockstep. */
  public Map<String, String> members() {
    return members;
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
  }
}
