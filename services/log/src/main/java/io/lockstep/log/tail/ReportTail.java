package io.lockstep.log.tail;

import io.lockstep.log.Consumers;
import io.lockstep.schema.NodeReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * Reads reports for the tail, on its thread, with a consumer of their own. Every node reports each
 * second, and a consumer that waits for events would be woken by each report, and ask the broker
 * again: in a cluster of 100 nodes 10,000 times a second in all. This one is never waited for, and
 * rests after it has brought some, so that many come at once.
 */
final class ReportTail implements AutoCloseable {
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(100);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final TailPartition<NodeReport> reports;
  private final LongSupplier nanoTime;
  private Consumer<String, byte[]> consumer;
  private long restsUntil;

  /** Does not read yet. */
  ReportTail(
      Supplier<Consumer<String, byte[]>> consumers,
      TailPartition<NodeReport> reports,
      LongSupplier nanoTime) {
    this.consumers = consumers;
    this.reports = reports;
    this.nanoTime = nanoTime;
  }

  /** Goes to where it was, with a new consumer. */
  void open() {
    consumer = consumers.get();
    consumer.assign(Set.of(reports.partition()));
    reports.seek(consumer, reports.position());
    restsUntil = nanoTime.getAsLong();
  }

  /**
   * The reports that came since, if it does not rest. Does not wait.
   *
   * @throws org.apache.kafka.common.KafkaException as Kafka's consumer does
   */
  List<NodeReport> take() {
    if (nanoTime.getAsLong() - restsUntil < 0) {
      return List.of();
    }
    try {
      List<NodeReport> taken = reports.take(consumer, consumer.poll(Duration.ZERO));
      if (!taken.isEmpty()) {
        restsUntil = nanoTime.getAsLong() + REST;
      }
      return taken;
    } catch (OffsetOutOfRangeException e) {
      reports.seek(consumer, 0); // the topic was truncated or replaced; the next report is enough
      return List.of();
    }
  }

  /** Closes the consumer, if there is one. */
  @Override
  public void close() {
    if (consumer != null) {
      Consumers.close(consumer);
      consumer = null;
    }
  }
}
