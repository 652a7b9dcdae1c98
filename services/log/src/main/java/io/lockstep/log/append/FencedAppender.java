package io.lockstep.log.append;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the primary decided. The transactional id {@code lockstep.<cluster>.primary} is the
 * cluster's fence: whoever called {@link #fence()} last writes, and the broker refuses all others.
 *
 * <p>Not safe for use by several threads: one thread calls it, only {@link #close()} may come from
 * another.
 */
public final class FencedAppender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FencedAppender.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final LogConnection connection;
  private final BatchRecords records;
  private final Function<Map<String, Object>, Producer<String, byte[]>> producers;
  private volatile Producer<String, byte[]> prepared;
  private volatile Producer<String, byte[]> producer;

  /** Does not connect yet, and does not fence. */
  public FencedAppender(LogConnection connection, Codecs codecs) {
    this(
        connection,
        codecs,
        settings ->
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
  }

  /** With another way to make producers, for tests. */
  FencedAppender(
      LogConnection connection,
      Codecs codecs,
      Function<Map<String, Object>, Producer<String, byte[]>> producers) {
    this.connection = connection;
    this.records = new BatchRecords(connection, codecs);
    this.producers = producers;
  }

  /**
   * Takes the right to write: every other appender of the cluster is refused from now on, and what
   * it had under way is ended, committed if the broker had been asked to, else aborted. It takes it
   * from a rightful primary as well, so read the log to its end afterwards and check that the epoch
   * has not moved, before {@link #append}.
   *
   * @throws LogUnavailableException if the brokers do not answer; the right may have been taken
   *     from the others even so
   */
  public void fence() {
    discard();
    try {
      Producer<String, byte[]> fresh = prepared == null ? open() : prepared;
      producer = fresh;
      prepared = null;
      fresh.initTransactions();
      askForPartitions(fresh);
    } catch (KafkaException e) {
      discard();
      throw LogUnavailableException.because(connection, "fence the primary's writes", e);
    }
    LOG.info("Fenced all other appenders transactionalId={}", connection.primaryId());
  }

  /**
   * Connects, so that {@link #fence} need not; takes nothing.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public void prepare() {
    try {
      prepared = prepared == null ? open() : prepared;
      askForPartitions(prepared);
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be asked for partitions", e);
    }
  }

  private Producer<String, byte[]> open() {
    return producers.apply(ClientSettings.appender(connection));
  }

  /** So that the first batch does not wait for metadata. */
  private void askForPartitions(Producer<String, byte[]> of) {
    of.partitionsFor(connection.topic(TopicContract.EVENTS));
    of.partitionsFor(connection.topic(TopicContract.JOURNAL));
    of.partitionsFor(connection.topic(TopicContract.OUTCOMES));
  }

  /**
   * Whether {@link #append} may be called: true from {@link #fence()} until an append was fenced,
   * is of unknown outcome, or could not be aborted.
   */
  public boolean holdsFence() {
    return producer != null;
  }

  /**
   * Writes a batch in one transaction.
   *
   * @return offset in the topic "events" of the last record of the batch; -1 for a batch without
   *     events and tombstones
   * @throws FencedException if another appender took over; see there
   * @throws CommitUnknownException if the batch is in the log or not
   * @throws LogUnavailableException if nothing was written, for certain. The batch may be tried
   *     again while {@link #holdsFence()}; else fence and read the log first
   * @throws io.lockstep.log.OversizedRecordException if a record is too long; nothing was written
   * @throws IllegalStateException if the fence is not held
   */
  public long append(Batch batch) {
    Producer<String, byte[]> current = producer;
    if (current == null) {
      throw new IllegalStateException("append without the fence: call fence() first");
    }
    if (batch.isEmpty()) {
      return -1;
    }
    Transaction transaction = new Transaction(connection, current, records.of(batch));
    try {
      return transaction.run(batch.nextCommandOffset());
    } finally {
      if (!transaction.producerIsUsable()) {
        discard();
      }
    }
  }

  private void discard() {
    Producer<String, byte[]> old = producer;
    producer = null;
    if (old != null) {
      old.close(Duration.ZERO);
    }
  }

  /** Ends what is under way; what was not committed is not. Waits at most 2 s. */
  @Override
  public void close() {
    Producer<String, byte[]> spare = prepared;
    prepared = null;
    if (spare != null) {
      spare.close(Duration.ZERO);
    }
    Producer<String, byte[]> old = producer;
    producer = null;
    if (old != null) {
      old.close(CLOSE_TIMEOUT);
    }
  }
}
