package io.lockstep.log.report;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares a clock with the brokers'. Nothing is written: brokers put their time on the reports
 * that nodes send each second, and the next one tells it. Without state; any thread.
 */
public final class BrokerClock {
  private static final Duration POLL = Duration.ofMillis(100);

  private BrokerClock() {}

  /**
   * How many milliseconds a clock is ahead of the brokers'; negative where it is behind. A clock
   * that is right seems to be ahead by the time that a record takes to be read, some milliseconds.
   *
   * @param most how long to wait for a report; empty if none comes in that time
   * @param wallMillis the clock, in milliseconds since 1970
   * @throws LogUnavailableException if the brokers do not answer
   */
  public static OptionalLong skewMillis(
      LogConnection connection, Duration most, LongSupplier wallMillis) {
    try {
      return Consumers.ask(
          ClientSettings.tail(connection),
          consumer -> skewMillis(consumer, connection, most, wallMillis));
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be asked for the time", e);
    }
  }

  private static OptionalLong skewMillis(
      Consumer<String, byte[]> consumer,
      LogConnection connection,
      Duration most,
      LongSupplier wallMillis) {
    TopicPartition reports = new TopicPartition(connection.topic(TopicContract.NODE_REPORTS), 0);
    consumer.assign(Set.of(reports));
    consumer.seekToEnd(Set.of(reports));
    consumer.position(reports); // the end of now, not that of the first poll
    long deadline = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < deadline) {
      List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(reports);
      if (!records.isEmpty()) {
        long now = wallMillis.getAsLong();
        return OptionalLong.of(now - records.get(records.size() - 1).timestamp());
      }
    }
    return OptionalLong.empty();
  }
}
