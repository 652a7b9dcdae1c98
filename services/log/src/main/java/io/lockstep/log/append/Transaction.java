package io.lockstep.log.append;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import io.lockstep.schema.topic.TopicContract;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/**
 * One transaction from begin to its end, and the verdict on it. What failed before the commit was
 * asked for is aborted and certain; what failed after is fenced or unknown.
 */
final class Transaction {
  private final LogConnection connection;
  private final Producer<String, byte[]> producer;
  private final List<ProducerRecord<String, byte[]>> records;
  private final String events;
  private final AtomicLong lastEventOffset = new AtomicLong(-1);
  private final AtomicReference<SendFailure> sendFailure = new AtomicReference<>();
  private boolean usable = true;

  private record SendFailure(ProducerRecord<String, byte[]> record, Exception cause) {}

  Transaction(
      LogConnection connection,
      Producer<String, byte[]> producer,
      List<ProducerRecord<String, byte[]>> records) {
    this.connection = connection;
    this.producer = producer;
    this.records = records;
    this.events = connection.topic(TopicContract.EVENTS);
  }

  /** Whether the producer may take part in another transaction. */
  boolean producerIsUsable() {
    return usable;
  }

  long run(long nextCommandOffset) {
    try {
      producer.beginTransaction();
      records.forEach(this::send);
      if (nextCommandOffset >= 0) {
        producer.sendOffsetsToTransaction(
            Map.of(
                new TopicPartition(connection.topic(TopicContract.COMMANDS), 0),
                new OffsetAndMetadata(nextCommandOffset)),
            group(connection));
      }
    } catch (RuntimeException e) {
      throw beforeCommit(e);
    }
    try {
      producer.commitTransaction();
    } catch (RuntimeException e) {
      throw afterCommit(e);
    }
    return lastEventOffset.get();
  }

  /**
   * The group has no members: partitions are assigned, and the transactional id is the fence. A
   * consumer's own metadata, which the deprecation asks for, is the same without members.
   */
  @SuppressWarnings("removal")
  private static ConsumerGroupMetadata group(LogConnection connection) {
    return new ConsumerGroupMetadata(connection.primaryId());
  }

  // The callback hears of every failure.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(ProducerRecord<String, byte[]> record) {
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure != null) {
            sendFailure.compareAndSet(null, new SendFailure(record, failure));
          } else if (record.topic().equals(events)) {
            lastEventOffset.accumulateAndGet(metadata.offset(), Math::max);
          }
        });
  }

  /** The commit was asked for, unless a record failed: the producer holds it back then. */
  private RuntimeException afterCommit(RuntimeException failure) {
    if (isFenced(failure)) {
      return fenced(failure);
    }
    if (sendFailure.get() != null || failure instanceof TransactionAbortableException) {
      return beforeCommit(failure);
    }
    usable = false;
    if (failure instanceof InterruptException) {
      Thread.currentThread().interrupt();
    }
    return new CommitUnknownException(
        "Kafka at "
            + connection.bootstrapServers()
            + " was asked to commit and did not say whether it did ("
            + failure.getMessage()
            + "): fence again and read the log",
        failure);
  }

  private RuntimeException beforeCommit(RuntimeException failure) {
    SendFailure cause = sendFailure.get();
    if (failure instanceof InterruptException) {
      Thread.currentThread().interrupt();
    }
    if (failure instanceof ProducerFencedException) {
      return fenced(failure);
    }
    try {
      producer.abortTransaction();
    } catch (RuntimeException e) {
      usable = false;
      if (isFenced(e) || isFenced(failure)) {
        return fenced(failure);
      }
      failure.addSuppressed(e);
    }
    if (cause != null && isOversized(cause.cause())) {
      return new OversizedRecordException(
          "The record " + cause.record().key(),
          cause.record().topic(),
          cause.record().value() == null ? 0 : cause.record().value().length,
          -1,
          cause.cause());
    }
    if (!(failure instanceof KafkaException)) {
      return failure;
    }
    return LogUnavailableException.because(
        connection, "write a batch", cause == null ? failure : cause.cause());
  }

  private FencedException fenced(RuntimeException failure) {
    usable = false;
    return new FencedException(
        "Another node took over as primary, or a transaction was open for too long: Kafka refuses"
            + " writes of this node under "
            + connection.primaryId(),
        failure);
  }

  private static boolean isFenced(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ProducerFencedException
          || t instanceof InvalidProducerEpochException
          || t instanceof FencedInstanceIdException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOversized(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException;
  }
}
