package io.lockstep.log.tail;

import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Event;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the committed events of some entities out of the whole topic "events". Any thread. */
public final class EventScan {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What was found.
   *
   * @param events in the order of the topic; without those of an entity that stand before a
   *     tombstone of it, and without what cannot be read
   * @param end offset up to which the topic was read
   */
  public record Found(List<Event> events, long end) {}

  private final LogConnection connection;
  private final RecordCodec<Event> codec;

  /** Does not connect yet. */
  public EventScan(LogConnection connection, Codecs codecs) {
    this(connection, codecs.events());
  }

  /** Does not connect yet. */
  public EventScan(LogConnection connection, RecordCodec<Event> codec) {
    this.connection = connection;
    this.codec = codec;
  }

  /**
   * Reads the topic. Only records with a wanted key are decoded.
   *
   * @throws LogUnavailableException if the brokers do not answer, or send nothing for 30 s
   * @throws io.lockstep.log.codec.RegistryUnavailableException if a record is of a schema never
   *     seen and the registry does not answer
   */
  public Found find(Predicate<String> wanted) {
    try {
      return Consumers.ask(connection, consumer -> find(consumer, wanted));
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be read", e);
    }
  }

  /**
   * Reads the topic, and decodes nothing.
   *
   * @return those of the keys for which it has no record, not even a tombstone
   * @throws LogUnavailableException as {@link #find} does
   */
  public Set<String> missing(Collection<String> keys) {
    Set<String> missing = new HashSet<>(keys);
    try {
      Consumers.ask(connection, consumer -> read(consumer, record -> missing.remove(record.key())));
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be read", e);
    }
    return missing;
  }

  private Found find(Consumer<String, byte[]> consumer, Predicate<String> wanted) {
    Map<String, List<ConsumerRecord<String, byte[]>>> found = new LinkedHashMap<>();
    long end =
        read(
            consumer,
            record -> {
              if (record.key() != null && wanted.test(record.key())) {
                keep(found, record);
              }
            });
    return new Found(decode(found), end);
  }

  /** Hands each record over, and returns the offset up to which it has read. */
  private long read(
      Consumer<String, byte[]> consumer,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
    TopicPartition partition = new TopicPartition(connection.topic(TopicContract.EVENTS), 0);
    consumer.assign(Set.of(partition));
    consumer.seekToBeginning(Set.of(partition));
    long end = consumer.endOffsets(Set.of(partition)).get(partition);
    long heard = System.nanoTime();
    while (consumer.position(partition) < end) {
      List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
      records.forEach(taker);
      heard = records.isEmpty() ? heard : System.nanoTime();
      if (System.nanoTime() - heard > PATIENCE.toNanos()) {
        throw new TimeoutException("offset " + end + " was not reached within " + PATIENCE);
      }
    }
    return end;
  }

  private static void keep(
      Map<String, List<ConsumerRecord<String, byte[]>>> found,
      ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      found.remove(record.key());
    } else {
      found.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
    }
  }

  private List<Event> decode(Map<String, List<ConsumerRecord<String, byte[]>>> found) {
    return found.values().stream()
        .flatMap(List::stream)
        .sorted((one, other) -> Long.compare(one.offset(), other.offset()))
        .flatMap(
            record -> {
              try {
                return java.util.stream.Stream.of(codec.decode(record.value()));
              } catch (UnreadableRecordException e) {
                return java.util.stream.Stream.empty();
              }
            })
        .toList();
  }
}
