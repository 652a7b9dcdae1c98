package io.lockstep.status.timeline;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads single events out of the journal by their offset. What comes with one is kept until another
 * is read: entities that were changed one after the other are often changed so again. Used by one
 * thread.
 */
final class PastEvents implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();
  private static final int FETCH_BYTES = 64 * 1024;
  private static final int TOGETHER = 100;

  private final RecordCodec<JournalEntry> codec;
  private final TopicPartition partition;
  private final Consumer<byte[], byte[]> consumer;
  private List<ConsumerRecord<byte[], byte[]>> kept = List.of();

  /** Does not connect yet. */
  PastEvents(LogConnection connection, RecordCodec<JournalEntry> codec, TopicPartition partition) {
    this.codec = codec;
    this.partition = partition;
    Map<String, Object> settings = ClientSettings.tail(connection);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, TOGETHER);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(Set.of(partition));
  }

  /**
   * The event at an offset; empty where no event that can be read stands there.
   *
   * @throws org.apache.kafka.common.KafkaException if the brokers do not answer within 3 s
   * @throws io.lockstep.log.codec.RegistryUnavailableException if its schema was never seen and the
   *     registry does not answer
   */
  Optional<Event> at(long offset) {
    if (kept.isEmpty() || offset < first() || offset > last()) {
      kept = List.of();
      kept = read(offset);
    }
    return kept.stream()
        .filter(record -> record.offset() == offset)
        .findFirst()
        .flatMap(this::event);
  }

  private long first() {
    return kept.get(0).offset();
  }

  private long last() {
    return kept.get(kept.size() - 1).offset();
  }

  private List<ConsumerRecord<byte[], byte[]>> read(long offset) {
    consumer.seek(partition, offset);
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      if (!records.isEmpty()) {
        return records;
      }
    }
    throw new TimeoutException("offset " + offset + " was not read within 3 s");
  }

  private Optional<Event> event(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(codec.decode(record.value()).getEvent());
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    Consumers.close(consumer);
  }
}
