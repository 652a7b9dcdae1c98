package io.lockstep.log.tail;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
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
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the end of the journal, where a new primary goes on. Used by one thread. */
public final class JournalTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalTail.class);
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
   * Connects, so that {@link #last} need not.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public void prepare() {
    try {
      consumer.endOffsets(Set.of(partition));
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read the end of the journal", e);
    }
  }

  /**
   * The committed entry of the highest revision among those that are genuine, and the first of them
   * where it stands there again; empty for a journal without one. Call it behind the fence, so that
   * no transaction is under way.
   *
   * @param revision that it should have; entries are looked for until one has it, or the journal's
   *     beginning is reached
   * @param genuine whether a primary wrote an entry
   * @throws LogUnavailableException if the brokers do not answer within 10 s
   */
  public Optional<JournalEntry> last(long revision, Predicate<JournalEntry> genuine) {
    try {
      long begin = consumer.beginningOffsets(Set.of(partition)).get(partition);
      long end = consumer.endOffsets(Set.of(partition)).get(partition);
      // Markers, aborted records and forged ones take offsets, so it may stand some way before.
      for (long step = FIRST_STEP; ; step *= 4) {
        long from = Math.max(begin, end - step);
        Optional<JournalEntry> last = lastBetween(from, end, genuine);
        if (from == begin || last.filter(entry -> entry.getRevision() >= revision).isPresent()) {
          return last;
        }
      }
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read the end of the journal", e);
    }
  }

  private Optional<JournalEntry> lastBetween(long from, long end, Predicate<JournalEntry> genuine) {
    consumer.seek(partition, from);
    JournalEntry last = null;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
      for (ConsumerRecord<String, byte[]> record : records) {
        JournalEntry entry = read(record);
        if (entry != null
            && (last == null || entry.getRevision() > last.getRevision())
            && genuine.test(entry)) {
          last = entry;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new org.apache.kafka.common.errors.TimeoutException(
            "offset " + end + " was not reached within " + PATIENCE);
      }
    }
    return Optional.ofNullable(last);
  }

  private JournalEntry read(ConsumerRecord<String, byte[]> record) {
    try {
      return codec.decode(record.value());
    } catch (UnreadableRecordException e) {
      LOG.warn(
          "Record left out topic={} offset={} reason={}",
          record.topic(),
          record.offset(),
          e.getMessage());
      return null;
    }
  }

  @Override
  public void close() {
    Consumers.close(consumer);
  }
}
