package io.lockstep.log.tail;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Event;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tail's loop. Kafka's consumer does not tell an idle topic from a dead broker, nor always from
 * one that was replaced by a shorter one, so while no events come the loop asks the leader of
 * "events" each second whether it is there and where it ends.
 */
final class TailLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TailLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

  /**
   * A leader learns from the others how far it may be read, within replica.fetch.wait.max.ms, 0.5 s
   * by default; until then it may say less than the one before it.
   */
  private static final Duration NEW_LEADER = Duration.ofSeconds(2);

  private static final long NONE = -1;

  private final LogConnection connection;
  private final TailHandler handler;
  private final TailPartition<EventRecord> events;
  private final TailPartition<Outcome> outcomes;
  private final ReportTail reports;
  private final LeftOut leftOut = new LeftOut(System::nanoTime);
  private final Availability availability;
  private final AtomicLong restart = new AtomicLong(NONE);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private String outcomesHeld = "";
  private boolean endsBefore;
  private long endsBeforeSince;
  private volatile Consumer<String, byte[]> current;
  private volatile boolean renewing;
  private volatile long lastLoop = System.nanoTime();

  TailLoop(LogConnection connection, Codecs codecs, TailHandler handler, long eventsOffset) {
    this.connection = connection;
    this.handler = handler;
    this.events =
        new TailPartition<>(
            connection.topic(TopicContract.EVENTS),
            eventsOffset,
            record -> event(codecs, record),
            System::nanoTime);
    this.outcomes =
        new TailPartition<>(
            connection.topic(TopicContract.OUTCOMES),
            0,
            record -> outcome(codecs, record),
            System::nanoTime);
    this.reports =
        new ReportTail(
            this::consumer,
            new TailPartition<>(
                connection.topic(TopicContract.NODE_REPORTS),
                0,
                record -> report(codecs, record),
                System::nanoTime),
            System::nanoTime);
    this.availability = new Availability(System::nanoTime, handler::onUnavailable);
  }

  long lastLoopNanos() {
    return lastLoop;
  }

  void restartFrom(long eventsOffset) {
    restart.set(eventsOffset);
  }

  /** With a wakeup: a poll under way when the clock was set back ends once it is as late again. */
  void renew() {
    renewing = true;
    wake();
  }

  void stop() {
    stopped.countDown();
    wake();
  }

  private void wake() {
    Consumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    while (running()) {
      Consumer<String, byte[]> consumer = null;
      renewing = false;
      try {
        consumer = consumer();
        current = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("Tail woken up to stop, or to connect anew");
      } catch (KafkaException e) {
        availability.failed(events.position(), reason(e));
        pause();
      } catch (RuntimeException | Error e) {
        LOG.error("Tail stopped by its handler position={}", events.position(), e);
        stopped.countDown();
      } finally {
        current = null;
        close(consumer);
        reports.close();
      }
    }
  }

  private boolean running() {
    return stopped.getCount() > 0;
  }

  private Consumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        ClientSettings.tail(connection), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(Consumer<String, byte[]> consumer) {
    List<TailPartition<?>> partitions = List.of(events, outcomes);
    consumer.assign(partitions.stream().map(TailPartition::partition).toList());
    partitions.forEach(partition -> partition.seek(consumer, partition.position()));
    reports.open();
    while (running() && !renewing) {
      lastLoop = System.nanoTime();
      long wanted = restart.getAndSet(NONE);
      if (wanted != NONE) {
        events.seek(consumer, wanted);
      }
      try {
        turn(consumer, consumer.poll(POLL));
      } catch (OffsetOutOfRangeException e) {
        outOfRange(consumer, e.partitions());
      }
    }
  }

  private void turn(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    List<EventRecord> eventRecords = events.take(consumer, records);
    Optional<String> held = events.held();
    if (!eventRecords.isEmpty()) {
      endsBefore = false;
      availability.answered(events.position());
    } else if (held.isEmpty() && availability.isQuiet()) {
      probe(consumer);
    }
    List<Outcome> outcomeRecords = outcomes.take(consumer, records);
    tellOutcomesHeld(outcomes.held().orElse(""));
    List<NodeReport> reportRecords = reports.take();
    held.ifPresent(reason -> availability.failed(events.position(), reason));
    TailBatch batch =
        new TailBatch(
            eventRecords,
            outcomeRecords,
            reportRecords,
            events.position(),
            outcomes.position(),
            availability.isAnswering());
    if (batch.answered() || !batch.isEmpty()) {
      handler.onBatch(batch);
    }
  }

  private void tellOutcomesHeld(String reason) {
    if (reason.isEmpty() == outcomesHeld.isEmpty()) {
      return;
    }
    outcomesHeld = reason;
    if (reason.isEmpty()) {
      LOG.info("Outcomes are read again position={}", outcomes.position());
    } else {
      LOG.warn("Outcomes wait for a schema position={} reason={}", outcomes.position(), reason);
    }
    handler.onOutcomesHeld(reason);
  }

  private void probe(Consumer<String, byte[]> consumer) {
    try {
      long end =
          consumer.endOffsets(Set.of(events.partition()), PROBE_TIMEOUT).get(events.partition());
      if (end >= events.position()) {
        endsBefore = false;
        availability.answered(events.position());
      } else if (!endsBefore) {
        endsBefore = true;
        endsBeforeSince = System.nanoTime();
        availability.held();
      } else if (System.nanoTime() - endsBeforeSince >= NEW_LEADER.toNanos()) {
        positionLost();
      }
    } catch (TimeoutException e) {
      availability.unanswered(events.position(), reason(e));
    }
  }

  private String reason(KafkaException e) {
    return LogUnavailableException.because(connection, "be read", e).getMessage();
  }

  private void outOfRange(Consumer<String, byte[]> consumer, Set<TopicPartition> lost) {
    if (lost.contains(outcomes.partition())) {
      outcomes.seek(consumer, 0);
    }
    if (lost.contains(events.partition())) {
      positionLost();
    }
  }

  /** The consumer itself tells this only with some of its fetches: those that a leader refuses. */
  private void positionLost() {
    availability.held();
    handler.onPositionLost(
        events.position(),
        "Topic "
            + events.partition().topic()
            + " does not have offset "
            + events.position()
            + " any more: it was truncated or replaced; bring its records back, with the data"
            + " folders of the brokers");
    if (restart.get() == NONE) {
      pause();
    }
  }

  private static EventRecord event(Codecs codecs, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return new EventRecord(record.offset(), record.key(), null, null);
    }
    try {
      Event event = codecs.events().decode(record.value());
      return new EventRecord(
          record.offset(),
          record.key(),
          event,
          null,
          null,
          codecs.events().encoding(record.value()));
    } catch (UnreadableRecordException e) {
      return new EventRecord(record.offset(), record.key(), null, e.getMessage(), e.kind());
    }
  }

  /**
   * One that nobody can read is left out. One that only waits for its schema is not: by outcomes a
   * primary knows which commands it must not decide again.
   */
  private Outcome outcome(Codecs codecs, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return codecs.outcomes().decodeAtOnce(record.value());
    } catch (UnreadableRecordException e) {
      leftOut.tell(record, e);
      return null;
    }
  }

  /** Nothing rests on a single report: the next one comes within seconds. */
  private NodeReport report(Codecs codecs, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return codecs.reports().decodeAtOnce(record.value());
    } catch (UnreadableRecordException | RegistryUnavailableException e) {
      leftOut.tell(record, e);
      return null;
    }
  }

  private void pause() {
    try {
      stopped.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  private static void close(Consumer<?, ?> consumer) {
    if (consumer != null) {
      Consumers.close(consumer);
    }
  }
}
