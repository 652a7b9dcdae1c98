package io.lockstep.log.command;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Command;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads commands for the primary, from the first that is not decided. What is decided is the offset
 * that the primary's transactions commit for the group {@code lockstep.<cluster>.primary}.
 *
 * <p>One thread; only {@link #wakeup()} may come from another.
 */
public final class CommandReader implements AutoCloseable {
  private final LogConnection connection;
  private final RecordCodec<Command> codec;
  private final TopicPartition partition;
  private final Consumer<String, byte[]> consumer;

  /**
   * Does not connect yet.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve
   */
  public CommandReader(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codec = codecs.commands();
    this.partition = new TopicPartition(connection.topic(TopicContract.COMMANDS), 0);
    try {
      this.consumer =
          new KafkaConsumer<>(
              ClientSettings.commandReader(connection),
              new StringDeserializer(),
              new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
    consumer.assign(Set.of(partition));
  }

  /**
   * Goes to the first command that is not decided: call it after fencing, so that no transaction of
   * an earlier primary is under way. Kafka forgets the committed offset of a group that was idle
   * for a week, so it is not the only witness.
   *
   * @param decided offset of a command that is known to be decided, at least in part; negative for
   *     none. It goes there if the committed offset is before it or forgotten; to the beginning if
   *     neither is known
   * @throws LogUnavailableException if the brokers do not answer within 5 s
   */
  public void seekToCommitted(long decided) {
    try {
      OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
      long next = Math.max(decided, committed == null ? -1 : committed.offset());
      if (next < 0) {
        consumer.seekToBeginning(Set.of(partition));
      } else {
        consumer.seek(partition, next);
      }
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "say which commands are decided", e);
    }
  }

  /**
   * The next commands, in order, at most 500; empty if none came in time.
   *
   * @param max how long to wait for the first
   * @throws RegistryUnavailableException if the next command is of a schema never seen and the
   *     registry does not answer; it is not skipped: call again
   * @throws LogUnavailableException if the brokers refuse
   */
  public List<CommandRecord> poll(Duration max) {
    List<CommandRecord> commands = new ArrayList<>();
    try {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(max).records(partition)) {
        try {
          commands.add(read(record));
        } catch (RegistryUnavailableException e) {
          consumer.seek(partition, record.offset());
          if (commands.isEmpty()) {
            throw e;
          }
          break;
        }
      }
    } catch (WakeupException e) {
      return List.of();
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read commands", e);
    }
    return commands;
  }

  private CommandRecord read(ConsumerRecord<String, byte[]> record) {
    try {
      return new CommandRecord(
          record.offset(), record.timestamp(), codec.decode(record.value()), null);
    } catch (UnreadableRecordException e) {
      return new CommandRecord(record.offset(), record.timestamp(), null, e.getMessage());
    }
  }

  /** Makes the current or else the next {@link #poll} return at once. From any thread. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    Consumers.close(consumer);
  }
}
