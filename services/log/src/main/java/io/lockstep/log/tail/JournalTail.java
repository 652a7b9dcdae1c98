package io.lockstep.log.tail;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the end of the journal, where a new primary goes on. Used by one thread. */
public final class JournalTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long FIRST_STEP = 16;

  private final LogConnection connection;
  private final RecordCodec<JournalEntry> codec;
  private final TopicPartition partition;
  private final Consumer<String, byte[]> consumer;

  /**
   * Does not connect yet.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve
   */
  public JournalTail(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codec = codecs.journal();
    this.partition = new TopicPartition(connection.topic(TopicContract.JOURNAL), 0);
    try {
      this.consumer =
          new KafkaConsumer<>(
              ClientSettings.tail(connection),
              new StringDeserializer(),
              new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
    consumer.assign(Set.of(partition));
  }

  /**
   * The last committed entry; empty for a journal without entries. Call it behind the fence, so
   * that no transaction is under way.
   *
   * @throws LogUnavailableException if the brokers do not answer within 10 s, or the entry cannot
   *     be read
   */
  public Optional<JournalEntry> last() {
    try {
      long begin = consumer.beginningOffsets(Set.of(partition)).get(partition);
      long end = consumer.endOffsets(Set.of(partition)).get(partition);
      // Markers and aborted records take offsets, so the last entry may stand some way before.
      for (long step = FIRST_STEP; ; step *= 4) {
        long from = Math.max(begin, end - step);
        Optional<ConsumerRecord<String, byte[]>> last = lastBetween(from, end);
        if (last.isPresent()) {
          return Optional.of(codec.decode(last.get().value()));
        }
        if (from == begin) {
          return Optional.empty();
        }
      }
    } catch (KafkaException | UnreadableRecordException e) {
      throw LogUnavailableException.because(connection, "read the end of the journal", e);
    }
  }

  private Optional<ConsumerRecord<String, byte[]>> lastBetween(long from, long end) {
    consumer.seek(partition, from);
    ConsumerRecord<String, byte[]> last = null;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
      last = records.isEmpty() ? last : records.get(records.size() - 1);
      if (System.nanoTime() > deadline) {
        throw new org.apache.kafka.common.errors.TimeoutException(
            "offset " + end + " was not reached within " + PATIENCE);
      }
    }
    return Optional.ofNullable(last);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
