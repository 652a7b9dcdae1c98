package io.lockstep.log.journal;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.topic.TopicContract;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Reads the commands that the topic "commands" still keeps, decided or not, without a consumer
 * group. May be used again; the beginning moves as the topic drops what is older than a week.
 */
public final class CommandHistory {
  private final LogConnection connection;
  private final Codecs codecs;

  /** Does not connect yet. */
  public CommandHistory(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  /**
   * Reads all up to the end that the topic has now. What the handler throws ends the reading.
   *
   * @param handler takes every record in order, on the caller's thread
   * @throws LogUnavailableException if the brokers do not answer, or nothing more comes for 20 s
   * @throws io.lockstep.log.codec.RegistryUnavailableException if a schema was never seen and the
   *     registry does not answer
   */
  public JournalSpan read(Consumer<PastCommand> handler) {
    try (TopicFetcher fetcher = new TopicFetcher(connection, TopicContract.COMMANDS)) {
      long records = 0;
      for (List<ConsumerRecord<byte[], byte[]>> batch = fetcher.next();
          !batch.isEmpty();
          batch = fetcher.next()) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          handler.accept(read(record));
        }
        records += batch.size();
      }
      return new JournalSpan(fetcher.begin(), fetcher.end(), records);
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read the commands", e);
    }
  }

  private PastCommand read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new PastCommand(record.offset(), codecs.commands().decode(record.value()));
    } catch (UnreadableRecordException e) {
      return new PastCommand(record.offset(), null);
    }
  }
}
