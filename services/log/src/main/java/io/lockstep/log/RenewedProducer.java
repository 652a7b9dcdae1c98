package io.lockstep.log;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** A producer that can be replaced by a new one. Safe for use by many threads. */
public final class RenewedProducer implements AutoCloseable {
  private final Supplier<Producer<String, byte[]>> make;
  private volatile Producer<String, byte[]> current;

  /**
   * Makes the first.
   *
   * @param make makes a producer
   * @throws KafkaException as it does
   */
  public RenewedProducer(Supplier<Producer<String, byte[]>> make) {
    this.make = make;
    this.current = make.get();
  }

  /**
   * Sends a record.
   *
   * @throws KafkaException as Kafka's producer does, or if the producer was replaced meanwhile:
   *     nothing was written then
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  public void send(ProducerRecord<String, byte[]> record, Callback callback) {
    try {
      current.send(record, callback);
    } catch (IllegalStateException e) {
      throw new KafkaException("the producer was closed", e);
    }
  }

  /** Returns once each record that was sent before is delivered, or has failed. */
  public void flush() {
    current.flush();
  }

  /**
   * Makes a new producer, and closes the one before. Records that it has not delivered fail, and
   * may have been written; all have failed before the new one is used, so that {@link #flush} does
   * not pass over them.
   *
   * @throws KafkaException if none can be made; the one before stays
   */
  public synchronized void renew() {
    Producer<String, byte[]> next = make.get();
    current.close(Duration.ZERO);
    current = next;
  }

  /** Waits at most 1 s for what is under way. */
  @Override
  public synchronized void close() {
    current.close(Duration.ofSeconds(1));
  }
}
