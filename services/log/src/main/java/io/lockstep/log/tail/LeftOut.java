package io.lockstep.log.tail;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a record that is left out, of one in 10 s: there may be many. For one thread. */
final class LeftOut {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);
  private static final long REST = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanoTime;
  private long toldAt;

  LeftOut(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.toldAt = nanoTime.getAsLong() - REST;
  }

  void tell(ConsumerRecord<?, ?> record, Exception reason) {
    if (nanoTime.getAsLong() - toldAt < REST) {
      return;
    }
    toldAt = nanoTime.getAsLong();
    LOG.warn(
        "Record left out topic={} offset={} reason={}",
        record.topic(),
        record.offset(),
        reason.getMessage());
  }
}
