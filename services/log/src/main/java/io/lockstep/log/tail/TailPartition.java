package io.lockstep.log.tail;

import io.lockstep.log.codec.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
  private final TopicPartition partition;
  private final Function<ConsumerRecord<String, byte[]>, T> read;
  private long position;

  /**
   * Reads from a position.
   *
   * @param read makes the record's value; null for a record that is left out
   */
  TailPartition(String topic, long position, Function<ConsumerRecord<String, byte[]>, T> read) {
    this.partition = new TopicPartition(topic, 0);
    this.position = position;
    this.read = read;
  }

  TopicPartition partition() {
    return partition;
  }

  long position() {
    return position;
  }

  void seek(Consumer<?, ?> consumer, long offset) {
    position = offset;
    if (offset == 0) {
      // The log may have lost its beginning by age.
      consumer.seekToBeginning(Set.of(partition));
    } else {
      consumer.seek(partition, offset);
    }
  }

  /**
   * Reads what was polled. A record that cannot be read while the registry is down is fetched
   * again, with all after it.
   *
   * @param held takes the reason if that is so
   */
  List<T> take(
      Consumer<String, byte[]> consumer,
      ConsumerRecords<String, byte[]> records,
      java.util.function.Consumer<RegistryUnavailableException> held) {
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
        position = record.offset();
        held.accept(e);
        return values;
      }
      position = record.offset() + 1;
    }
    passMarkers(consumer);
    return values;
  }

  /** Transaction markers take offsets and are not handed out: only the consumer knows. */
  private void passMarkers(Consumer<?, ?> consumer) {
    try {
      position = Math.max(position, consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException e) {
      // The consumer checks its position with a new leader, or looks for the beginning.
    }
  }
}
