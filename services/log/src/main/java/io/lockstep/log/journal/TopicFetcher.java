package io.lockstep.log.journal;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fetches a topic on a thread of its own, at most a few fetches ahead of who takes them. */
final class TopicFetcher implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int AHEAD = 4;

  /** What was fetched, or why nothing more comes; an empty fetch is the end. */
  private record Fetch(List<ConsumerRecord<byte[], byte[]>> records, RuntimeException failure) {}

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BlockingQueue<Fetch> fetches = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private final long begin;
  private final long end;
  private volatile boolean closed;

  /**
   * Looks where the topic begins and ends, and starts to fetch.
   *
   * @throws KafkaException if the brokers do not answer
   */
  TopicFetcher(LogConnection connection, TopicContract contract) {
    partition = new TopicPartition(connection.topic(contract), 0);
    thread = new Thread(this::run, "lockstep-" + contract.suffix());
    consumer =
        new KafkaConsumer<>(
            settings(connection), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      consumer.assign(Set.of(partition));
      begin = consumer.beginningOffsets(Set.of(partition)).get(partition);
      end = consumer.endOffsets(Set.of(partition)).get(partition);
      consumer.seek(partition, begin);
    } catch (KafkaException e) {
      Consumers.close(consumer);
      throw e;
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** As the tail's, but closing must not wait for a fetch that the broker keeps back. */
  static Map<String, Object> settings(LogConnection connection) {
    Map<String, Object> settings = ClientSettings.tail(connection);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
    return settings;
  }

  /** First offset that the topic has. */
  long begin() {
    return begin;
  }

  /** Offset behind the last committed record. */
  long end() {
    return end;
  }

  /**
   * The next records; empty at the end.
   *
   * @throws KafkaException if the brokers do not give them
   */
  List<ConsumerRecord<byte[], byte[]>> next() {
    try {
      Fetch fetch = fetches.take();
      if (fetch.failure() != null) {
        throw fetch.failure();
      }
      return fetch.records();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void run() {
    try {
      fetch();
      put(new Fetch(List.of(), null));
    } catch (WakeupException e) {
      // closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does, and nobody would wait for more
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      Consumers.close(consumer);
    }
  }

  private void fail(RuntimeException failure) {
    try {
      put(new Fetch(List.of(), failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until there is room, or until it is closed. */
  private void put(Fetch fetch) throws InterruptedException {
    while (!closed && !fetches.offer(fetch, POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      // the caller is still busy with those before
    }
  }

  private void fetch() throws InterruptedException {
    long position = begin;
    long moved = System.nanoTime();
    while (position < end && !closed) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      List<ConsumerRecord<byte[], byte[]>> wanted =
          records.isEmpty() || records.get(records.size() - 1).offset() < end
              ? records
              : records.stream().filter(record -> record.offset() < end).toList();
      if (!wanted.isEmpty()) {
        put(new Fetch(wanted, null));
      }
      long reached = consumer.position(partition);
      if (reached > position) {
        position = reached;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
        throw new TimeoutException(
            "offset "
                + end
                + " was not reached: nothing came behind offset "
                + position
                + " for "
                + PATIENCE.toSeconds()
                + " s");
      }
    }
  }

  /** Stops fetching; waits for the thread, which looks up at least each 100 ms. */
  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
