package io.lockstep.status.streams;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a record that cannot be read. One that never will be is left out and counted:
 * nodes report what a damaged event means to them. One that only the registry's silence keeps from
 * being read stops the thread, which tries again.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);
  private static final AtomicLong COUNT = new AtomicLong();

  /** Records that this process left out. */
  static long count() {
    return COUNT.get();
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (!(failure instanceof SerializationException)) {
      LOG.warn(
          "Record cannot be read yet topic={} offset={} reason={}",
          record.topic(),
          record.offset(),
          failure.toString());
      return Response.fail();
    }
    COUNT.incrementAndGet();
    LOG.warn(
        "Record left out topic={} offset={} reason={}",
        record.topic(),
        record.offset(),
        failure.getMessage());
    return Response.resume();
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // Nothing to set.
  }
}
