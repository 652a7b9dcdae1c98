package io.lockstep.status.streams;

import io.lockstep.log.tail.LeftOut;
import io.lockstep.schema.topic.TopicContract;
import java.util.Arrays;
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
 * being read stops the thread, which tries again, where a status rests on it; a report or an
 * outcome is left out: the next report comes within seconds, and by outcomes refusals are counted
 * alone.
 */
public final class UnreadableRecords implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);
  private static final AtomicLong COUNT = new AtomicLong();
  private static final LeftOut LEFT_OUT = new LeftOut(System::nanoTime);

  /** Records that this process left out. */
  static long count() {
    return COUNT.get();
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (!(failure instanceof SerializationException) && !mayBeMissed(record.topic())) {
      LOG.warn(
          "Record cannot be read yet topic={} offset={} reason={}",
          record.topic(),
          record.offset(),
          failure.toString());
      return Response.fail();
    }
    COUNT.incrementAndGet();
    LEFT_OUT.tell(record, failure);
    return Response.resume();
  }

  /** Whether the status is right without a record of the topic. */
  static boolean mayBeMissed(TopicContract contract) {
    return contract == TopicContract.NODE_REPORTS || contract == TopicContract.OUTCOMES;
  }

  private static boolean mayBeMissed(String topic) {
    return Arrays.stream(TopicContract.values())
        .filter(UnreadableRecords::mayBeMissed)
        .anyMatch(contract -> topic.endsWith("." + contract.suffix()));
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // Nothing to set.
  }
}
