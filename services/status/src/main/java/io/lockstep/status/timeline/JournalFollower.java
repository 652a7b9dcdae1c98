package io.lockstep.status.timeline;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal from a bounded way before its end, tells the newest changes when it is there,
 * and follows. What the brokers or the registry cannot give is tried again each second.
 */
final class JournalFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final int FETCH_BYTES = 256 * 1024;
  private static final int FETCH_WAIT_MILLIS = 100;
  private static final long NOWHERE = -1;

  private final LogConnection connection;
  private final RecordCodec<JournalEntry> codec;
  private final TimelineSettings settings;
  private final Timeline timeline;
  private final TopicPartition partition;
  private final Thread thread = new Thread(this::run, "lockstep-timeline");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Consumer<byte[], byte[]> current;

  private Steps steps;
  private long position = NOWHERE;
  private long lastAnswer;
  private boolean complained;

  JournalFollower(
      LogConnection connection,
      RecordCodec<JournalEntry> codec,
      TimelineSettings settings,
      Timeline timeline) {
    this.connection = connection;
    this.codec = codec;
    this.settings = settings;
    this.timeline = timeline;
    partition = new TopicPartition(connection.topic(TopicContract.JOURNAL), 0);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private boolean running() {
    return stopped.getCount() > 0;
  }

  private void run() {
    while (running()) {
      Consumer<byte[], byte[]> consumer = null;
      try (PastEvents past = new PastEvents(connection, codec, partition)) {
        consumer = consumer();
        current = consumer;
        follow(consumer, past);
      } catch (WakeupException e) {
        LOG.debug("Timeline woken up to stop or to connect anew");
      } catch (OffsetOutOfRangeException e) {
        LOG.warn("Journal does not have offset {} any more and is read anew", position);
        position = NOWHERE;
        timeline.clear();
      } catch (KafkaException e) {
        tryAgain(LogUnavailableException.because(connection, "read the journal", e));
      } catch (RegistryUnavailableException e) {
        tryAgain(e);
      } catch (RuntimeException e) {
        // Its statuses matter more than its timeline: the process goes on.
        if (!complained) {
          LOG.error("Timeline cannot go on position={}", position, e);
        }
        tryAgain(e);
      } finally {
        current = null;
        if (consumer != null) {
          Consumers.close(consumer);
        }
      }
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = ClientSettings.tail(connection);
    // People look at it: what comes within a tenth of a second is read together.
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(Set.of(partition));
    return consumer;
  }

  private void follow(Consumer<byte[], byte[]> consumer, PastEvents past) {
    long end = consumer.endOffsets(Set.of(partition)).get(partition);
    if (position == NOWHERE) {
      long begin = consumer.beginningOffsets(Set.of(partition)).get(partition);
      position = Math.max(begin, end - settings.span());
      steps = new Steps(settings.keep(), new LastPlaces(), position == 0);
    }
    consumer.seek(partition, position);
    lastAnswer = System.nanoTime();
    while (running()) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        take(record);
        position = record.offset() + 1;
      }
      // Markers of transactions take offsets and are not handed out.
      position = Math.max(position, consumer.position(partition));
      if (position >= end) {
        timeline.add(steps.tell(past::at).stream().map(Change::of).toList());
        answered();
      }
      probe(consumer, records.isEmpty());
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      steps.take(codec.decode(record.value()), record.offset());
    } catch (UnreadableRecordException e) {
      steps.takeUnreadable();
      LOG.warn(
          "Record left out topic={} offset={} reason={}",
          record.topic(),
          record.offset(),
          e.getMessage());
    }
  }

  private void answered() {
    if (complained) {
      complained = false;
      LOG.info("Journal is read again position={}", position);
    }
  }

  /** The consumer does not tell an idle topic from dead brokers. */
  private void probe(Consumer<byte[], byte[]> consumer, boolean idle) {
    if (!idle) {
      lastAnswer = System.nanoTime();
    } else if (System.nanoTime() - lastAnswer >= PROBE.toNanos()) {
      consumer.endOffsets(Set.of(partition), PROBE);
      lastAnswer = System.nanoTime();
    }
  }

  private void tryAgain(RuntimeException why) {
    if (!complained) {
      complained = true;
      LOG.warn("Journal cannot be read position={} reason={}", position, why.getMessage());
    }
    timeline.unavailable(why.getMessage());
    try {
      stopped.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  /** Goes on with a new consumer. */
  void renew() {
    Consumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    renew();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
