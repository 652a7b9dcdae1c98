package io.lockstep.log.tail;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a record that is left out, of one in 10 s: there may be many. Any thread. */
public final class LeftOut {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);
  private static final long REST = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanoTime;
  private final AtomicLong toldAt;

  /** Has told of none yet. */
  public LeftOut(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.toldAt = new AtomicLong(nanoTime.getAsLong() - REST);
  }

  /** Logs where the record stands and why it is left out, unless another was told of just now. */
  public void tell(ConsumerRecord<?, ?> record, Exception reason) {
    long before = toldAt.get();
    long now = nanoTime.getAsLong();
    if (now - before < REST || !toldAt.compareAndSet(before, now)) {
      return;
    }
    LOG.warn(
        "Record left out topic={} offset={} reason={}",
        record.topic(),
        record.offset(),
        reason.getMessage());
  }
}
