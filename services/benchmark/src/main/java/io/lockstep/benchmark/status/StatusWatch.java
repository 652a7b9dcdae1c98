package io.lockstep.benchmark.status;

import io.lockstep.benchmark.stats.Sample;
import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads {@code node-status} as any client would, and measures from the sending of a report until a
 * status that takes account of it is there. One thread, {@code bench-watch}; the methods may be
 * called from any.
 */
final class StatusWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private record Expected(long sequence, long sentAt) {}

  private final LogConnection connection;
  private final TopicCodecs codecs;
  private final Map<String, ConcurrentLinkedDeque<Expected>> expected = new ConcurrentHashMap<>();
  private final Map<String, NodeHealth> states = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "bench-watch");
  private Latencies latencies = new Latencies();
  private long records;
  private volatile RuntimeException failure;
  private volatile boolean stopping;

  StatusWatch(LogConnection connection, TopicCodecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  void start() {
    thread.start();
  }

  /** A report is about to be sent that changes the status. */
  void expect(String node, long sequence) {
    expected
        .computeIfAbsent(node, id -> new ConcurrentLinkedDeque<>())
        .add(new Expected(sequence, System.nanoTime()));
  }

  private void run() {
    TopicPartition statuses = new TopicPartition(connection.topic(TopicContract.NODE_STATUS), 0);
    RecordCodec<NodeStatus> codec = codecs.of(TopicContract.NODE_STATUS);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            ClientSettings.tail(connection),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(statuses));
      consumer.seekToBeginning(List.of(statuses));
      while (!stopping) {
        var polled = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<String, byte[]> record : polled) {
          if (record.value() != null) {
            take(codec.decode(record.value()), now);
          }
        }
      }
    } catch (RuntimeException | UnreadableRecordException e) {
      failure = new IllegalStateException("statuses can no longer be read: " + e, e);
    }
  }

  private synchronized void take(NodeStatus status, long now) {
    records++;
    states.put(status.getNode(), status.getState());
    ConcurrentLinkedDeque<Expected> waiting = expected.get(status.getNode());
    while (waiting != null
        && !waiting.isEmpty()
        && waiting.peek().sequence() <= status.getSequence()) {
      latencies.add((now - waiting.poll().sentAt()) / 1e6);
    }
  }

  /** Latencies in milliseconds since this was last called. */
  synchronized Sample latencies() {
    requireAlive();
    Sample sample = latencies.sample();
    latencies = new Latencies();
    return sample;
  }

  /** Records read so far. */
  synchronized long records() {
    return records;
  }

  /** Of these nodes, how many are told to be available. */
  long available(Collection<String> nodes) {
    requireAlive();
    return nodes.stream()
        .map(states::get)
        .filter(state -> state == NodeHealth.ONLINE || state == NodeHealth.DRIFTED)
        .count();
  }

  /** Reports that were sent longer ago, and that no status takes account of. */
  long overdue(Duration age) {
    long before = System.nanoTime() - age.toNanos();
    return expected.values().stream()
        .flatMap(Collection::stream)
        .filter(report -> report.sentAt() - before < 0)
        .count();
  }

  private void requireAlive() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
  }
}
