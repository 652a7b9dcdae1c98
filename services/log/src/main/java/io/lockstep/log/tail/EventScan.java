package io.lockstep.log.tail;

import io.lockstep.log.ClientSettings;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
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

  /** The newest event stands among so many offsets, where markers are not all that is there. */
  private static final long NEWEST = 100;

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
    return asking(consumer -> find(consumer, wanted, first -> false));
  }

  /**
   * The same, but reads no further than to the first wanted event where that is enough.
   *
   * @param enough given that event and the newest of the topic; not asked where that is not among
   *     the last records, or one of both cannot be read
   */
  public Found find(Predicate<String> wanted, BiPredicate<Event, Event> enough) {
    return asking(
        consumer -> {
          Optional<Event> newest = newest(consumer);
          return find(
              consumer, wanted, first -> newest.isPresent() && enough.test(first, newest.get()));
        });
  }

  /**
   * Reads the topic, and decodes nothing.
   *
   * @return those of the keys for which it has no record, not even a tombstone
   * @throws LogUnavailableException as {@link #find} does
   */
  public Set<String> missing(Collection<String> keys) {
    Set<String> missing = new HashSet<>(keys);
    asking(
        consumer -> read(consumer, 0, record -> missing.remove(record.key()) && missing.isEmpty()));
    return missing;
  }

  private <T> T asking(Function<Consumer<String, byte[]>, T> question) {
    try {
      return Consumers.ask(ClientSettings.scan(connection), question);
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be read", e);
    }
  }

  private Found find(
      Consumer<String, byte[]> consumer, Predicate<String> wanted, Predicate<Event> enough) {
    Map<String, List<ConsumerRecord<String, byte[]>>> found = new LinkedHashMap<>();
    long end =
        read(
            consumer,
            0,
            record -> {
              if (record.key() == null || !wanted.test(record.key())) {
                return false;
              }
              boolean first = found.isEmpty();
              keep(found, record);
              return first && decode(record).filter(enough).isPresent();
            });
    return new Found(decode(found), end);
  }

  private Optional<Event> newest(Consumer<String, byte[]> consumer) {
    List<Event> events = new ArrayList<>();
    read(
        consumer,
        NEWEST,
        record -> {
          decode(record).ifPresent(events::add);
          return false;
        });
    return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
  }

  /**
   * Hands over each record until that is enough, and returns the offset up to which it has read.
   *
   * @param last so many offsets before the end are where it begins; 0 for the topic's beginning
   */
  private long read(
      Consumer<String, byte[]> consumer,
      long last,
      Predicate<ConsumerRecord<String, byte[]>> enough) {
    TopicPartition partition = new TopicPartition(connection.topic(TopicContract.EVENTS), 0);
    consumer.assign(Set.of(partition));
    long end = consumer.endOffsets(Set.of(partition)).get(partition);
    consumer.seekToBeginning(Set.of(partition));
    if (last > 0) {
      consumer.seek(partition, Math.max(consumer.position(partition), end - last));
    }
    long heard = System.nanoTime();
    while (consumer.position(partition) < end) {
      List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
      for (ConsumerRecord<String, byte[]> record : records) {
        if (enough.test(record)) {
          return record.offset() + 1;
        }
      }
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
        .flatMap(record -> decode(record).stream())
        .toList();
  }

  /** The event of a record; empty for a tombstone and what cannot be read. */
  private Optional<Event> decode(ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null ? Optional.empty() : Optional.of(codec.decode(record.value()));
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }
}
