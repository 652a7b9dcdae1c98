package io.lockstep.log.journal;

import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the journal forward from any revision, each revision once and in order. It looks for the
 * revision by halves, so that beginning costs a few fetches, whatever the journal's length. Records
 * that no primary wrote, and what cannot be read, are passed over. Keeps at most a fetch in memory
 * (1 MiB, or the one record that is longer). Used by one thread.
 *
 * <p>Every method throws {@link LogUnavailableException} if the brokers do not answer.
 */
public final class JournalCursor implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Offsets among which reading on is no dearer than looking once more. */
  private static final long NEAR = 500;

  private static final long FIRST_STEP = 16;

  private final LogConnection connection;
  private final RecordDecoder decoder;
  private final Predicate<JournalEntry> genuine;
  private final TopicPartition partition;
  private final Consumer<byte[], byte[]> consumer;
  private long next = 1;
  private boolean sure;

  /**
   * Does not connect yet.
   *
   * @param genuine whether a primary wrote an entry
   */
  public JournalCursor(LogConnection connection, Codecs codecs, Predicate<JournalEntry> genuine) {
    this.connection = connection;
    this.decoder = new RecordDecoder(codecs.journal());
    this.genuine = genuine;
    this.partition = new TopicPartition(connection.topic(TopicContract.JOURNAL), 0);
    try {
      Map<String, Object> settings = TopicFetcher.settings(connection);
      settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
      settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024 * 1024);
      this.consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
    consumer.assign(Set.of(partition));
  }

  /**
   * Revision of the first entry; 0 for none. Above 1 where older ones were deleted. Moves: {@link
   * #seek} before the next poll.
   */
  public long first() {
    return asked(() -> firstIn(begin(), end()).map(JournalCursor::revision).orElse(0L));
  }

  /**
   * Revision of the last entry that is committed; 0 for none. Everything that anybody was told of
   * before the call stands in the journal up to there. Moves: {@link #seek} before the next poll.
   */
  public long last() {
    return asked(
        () -> {
          long begin = begin();
          long end = end();
          for (long step = FIRST_STEP; ; step *= 4) {
            long from = Math.max(begin, end - step);
            long last = lastIn(from, end);
            if (from == begin || last > 0) {
              return last;
            }
          }
        });
  }

  /** The revision that is read next. */
  public void seek(long revision) {
    asked(
        () -> {
          long from = begin();
          long until = end();
          while (until - from > NEAR) {
            long middle = from + (until - from) / 2;
            Optional<JournalRecord> found = firstIn(middle, until);
            if (found.isEmpty() || revision(found.get()) >= revision) {
              until = middle;
            } else {
              from = found.get().offset() + 1;
            }
          }
          consumer.seek(partition, from);
          next = revision;
          sure = from == begin();
          return null;
        });
  }

  /** The revision that comes next. */
  public long next() {
    return next;
  }

  /**
   * The entries that follow, as many as a fetch has; empty if none came in time.
   *
   * @throws JournalGapException if a revision is not there
   */
  public List<JournalEntry> poll(Duration wait) {
    return asked(
        () -> {
          List<JournalEntry> entries = new ArrayList<>();
          long deadline = System.nanoTime() + wait.toNanos();
          do {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            take(consumer.poll(left).records(partition), entries);
          } while (entries.isEmpty() && deadline - System.nanoTime() > 0);
          return entries;
        });
  }

  private void take(List<ConsumerRecord<byte[], byte[]>> records, List<JournalEntry> entries) {
    for (ConsumerRecord<byte[], byte[]> raw : records) {
      JournalRecord record = decoder.decode(raw);
      // One that stood before already is a copy that somebody made.
      if (!record.isReadable() || revision(record) < next || !genuine.test(record.entry())) {
        continue;
      }
      if (revision(record) == next) {
        entries.add(record.entry());
        next++;
      } else if (sure) {
        throw new JournalGapException(next, revision(record));
      } else {
        // A copy of an old entry stood where the search came by: look at all of them.
        consumer.seek(partition, begin());
        sure = true;
        return;
      }
    }
  }

  private long begin() {
    return consumer.beginningOffsets(Set.of(partition)).get(partition);
  }

  private long end() {
    return consumer.endOffsets(Set.of(partition)).get(partition);
  }

  private Optional<JournalRecord> firstIn(long from, long end) {
    for (Scan scan = new Scan(from, end); scan.isOpen(); ) {
      for (ConsumerRecord<byte[], byte[]> raw : scan.poll()) {
        JournalRecord record = decoder.decode(raw);
        if (raw.offset() < end && record.isReadable() && genuine.test(record.entry())) {
          return Optional.of(record);
        }
      }
    }
    return Optional.empty();
  }

  private long lastIn(long from, long end) {
    long last = 0;
    for (Scan scan = new Scan(from, end); scan.isOpen(); ) {
      for (ConsumerRecord<byte[], byte[]> raw : scan.poll()) {
        JournalRecord record = decoder.decode(raw);
        if (record.isReadable() && revision(record) > last && genuine.test(record.entry())) {
          last = revision(record);
        }
      }
    }
    return last;
  }

  /** Reads offsets up to an end; transaction markers take offsets too. */
  private final class Scan {
    private final long end;
    private long moved = System.nanoTime();

    Scan(long from, long end) {
      this.end = end;
      consumer.seek(partition, from);
    }

    boolean isOpen() {
      return consumer.position(partition) < end;
    }

    List<ConsumerRecord<byte[], byte[]>> poll() {
      long position = consumer.position(partition);
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      if (consumer.position(partition) > position) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new TimeoutException(
            "nothing came behind offset " + position + " for " + PATIENCE.toSeconds() + " s");
      }
      return records;
    }
  }

  private static long revision(JournalRecord record) {
    return record.entry().getRevision();
  }

  @FunctionalInterface
  private interface Request<T> {
    T ask();
  }

  private <T> T asked(Request<T> request) {
    try {
      return request.ask();
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read the journal", e);
    }
  }

  @Override
  public void close() {
    Consumers.close(consumer);
  }
}
