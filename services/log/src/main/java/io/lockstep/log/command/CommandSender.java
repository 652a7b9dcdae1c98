package io.lockstep.log.command;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import io.lockstep.log.RenewedProducer;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.schema.Command;
import io.lockstep.schema.topic.TopicContract;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands to the primary, whichever node that is. Safe for use by many threads. */
public final class CommandSender implements AutoCloseable {
  /** Room for what Kafka puts around a record: its batch's header and its own fields. */
  private static final int OVERHEAD_BYTES = 256;

  private final LogConnection connection;
  private final RecordCodec<Command> codec;
  private final String topic;
  private final RenewedProducer producer;

  /**
   * Does not connect yet.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve
   */
  public CommandSender(LogConnection connection, Codecs codecs) {
    this(connection, codecs.commands(), () -> producer(connection));
  }

  /** With other producers, for tests. */
  CommandSender(
      LogConnection connection,
      RecordCodec<Command> codec,
      Supplier<Producer<String, byte[]>> producers) {
    this.connection = connection;
    this.codec = codec;
    this.topic = connection.topic(TopicContract.COMMANDS);
    this.producer = new RenewedProducer(producers);
  }

  private static Producer<String, byte[]> producer(LogConnection connection) {
    try {
      return new KafkaProducer<>(
          ClientSettings.commands(connection), new StringSerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
  }

  /**
   * Sends a command, under the id of its first submission. May block for 2 s while the brokers are
   * not known or the buffer is full.
   *
   * @return its offset in the topic once it is durable; or fails, within 5 s after it was handed
   *     over, with {@link LogUnavailableException} if it is certain that nothing was written,
   *     {@link OversizedRecordException} if it is too long, {@link SendUnknownException} if it may
   *     have been written
   * @throws IllegalArgumentException if it has no submission
   */
  public CompletableFuture<Long> send(Command command) {
    if (command.getSubmissions().isEmpty()) {
      throw new IllegalArgumentException("a command without submissions asks for nothing");
    }
    String id = command.getSubmissions().get(0).getId();
    byte[] value = codec.encode(command);
    int size = value.length + id.getBytes(StandardCharsets.UTF_8).length;
    int limit = TopicContract.MAX_RECORD_BYTES - OVERHEAD_BYTES;
    if (size > limit) {
      return CompletableFuture.failedFuture(
          new OversizedRecordException("The command " + id, topic, size, limit, null));
    }
    Sending sending = new Sending(id);
    try {
      producer.send(new ProducerRecord<>(topic, 0, id, value), sending::done);
    } catch (KafkaException e) {
      sending.done(null, e);
    }
    sending.handedOver = true;
    return sending.result;
  }

  /**
   * Connects anew. What is under way and not confirmed is unknown.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve; all is as before then
   */
  public void renew() {
    producer.renew();
  }

  /** Waits at most 1 s for what is under way; what is not confirmed by then is unknown. */
  @Override
  public void close() {
    producer.close();
  }

  /**
   * One command on its way. The producer reports a record that it never took from within {@code
   * send}: only then is it certain that nothing was written.
   */
  private final class Sending {
    private final String id;
    private final Thread sender = Thread.currentThread();
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private volatile boolean handedOver;

    Sending(String id) {
      this.id = id;
    }

    void done(RecordMetadata metadata, Exception failure) {
      if (failure == null) {
        result.complete(metadata.offset());
      } else if (failure instanceof RecordTooLargeException
          || failure instanceof RecordBatchTooLargeException) {
        result.completeExceptionally(
            new OversizedRecordException("The command " + id, topic, -1, -1, failure));
      } else if (neverTaken() || isRefused(failure)) {
        result.completeExceptionally(
            LogUnavailableException.because(connection, "take a command", failure));
      } else {
        result.completeExceptionally(
            new SendUnknownException(
                "Kafka at "
                    + connection.bootstrapServers()
                    + " did not confirm command "
                    + id
                    + " ("
                    + failure.getMessage()
                    + "): it may be decided yet. Ask for its outcome, or send it again under the"
                    + " same id",
                failure));
      }
    }

    private boolean neverTaken() {
      return !handedOver && Thread.currentThread() == sender;
    }
  }

  private static boolean isRefused(Exception failure) {
    return failure instanceof AuthorizationException || failure instanceof AuthenticationException;
  }
}
