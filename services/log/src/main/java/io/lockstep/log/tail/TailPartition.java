package io.lockstep.log.tail;

import io.lockstep.log.codec.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * One of the topics that the tail reads, and how far it is.
 *
 * @param <T> what its records become
 */
final class TailPartition<T> {
  private static final long REST = TimeUnit.SECONDS.toNanos(1);

  private final TopicPartition partition;
  private final Function<ConsumerRecord<String, byte[]>, T> read;
  private final LongSupplier nanoTime;
  private long position;
  private RegistryUnavailableException held;
  private long heldAt;

  /**
   * Reads from a position.
   *
   * @param read makes the record's value; null for a record that is left out
   */
  TailPartition(
      String topic,
      long position,
      Function<ConsumerRecord<String, byte[]>, T> read,
      LongSupplier nanoTime) {
    this.partition = new TopicPartition(topic, 0);
    this.position = position;
    this.read = read;
    this.nanoTime = nanoTime;
  }

  TopicPartition partition() {
    return partition;
  }

  long position() {
    return position;
  }

  /** Why the record at its position has to wait for the registry; empty where none has. */
  Optional<String> held() {
    return Optional.ofNullable(held).map(Throwable::getMessage);
  }

  void seek(Consumer<?, ?> consumer, long offset) {
    position = offset;
    held = null;
    consumer.resume(Set.of(partition));
    if (offset == 0) {
      // The log may have lost its beginning by age.
      consumer.seekToBeginning(Set.of(partition));
    } else {
      consumer.seek(partition, offset);
    }
  }

  /**
   * Reads what was polled. A record that cannot be read while the registry is down is fetched again
   * after a second, with all after it; other partitions go on.
   */
  List<T> take(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    if (held != null && nanoTime.getAsLong() - heldAt >= REST) {
      consumer.resume(Set.of(partition));
    }
    List<ConsumerRecord<String, byte[]>> polled = records.records(partition);
    List<T> values = new ArrayList<>(polled.size());
    for (ConsumerRecord<String, byte[]> record : polled) {
      try {
        T value = read.apply(record);
        if (value != null) {
          values.add(value);
        }
      } catch (RegistryUnavailableException e) {
        consumer.seek(partition, record.offset());
        consumer.pause(Set.of(partition));
        position = record.offset();
        held = e;
        heldAt = nanoTime.getAsLong();
        return values;
      }
      position = record.offset() + 1;
      held = null;
    }
    passMarkers(consumer);
    return values;
  }

  /** Transaction markers take offsets and are not handed out: only the consumer knows. */
  private void passMarkers(Consumer<?, ?> consumer) {
    try {
      long reached = consumer.position(partition, Duration.ZERO);
      if (reached > position) {
        position = reached;
        held = null;
      }
    } catch (TimeoutException e) {
      // The consumer checks its position with a new leader, or looks for the beginning.
    }
  }
}
