package io.lockstep.log.journal;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.topic.TopicContract;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Reads the committed records of the topic "journal" from its beginning to the end that it has when
 * reading begins. What a producer was just told to be committed may stand behind that end for some
 * milliseconds; what a node has applied does not. Streams: a second thread fetches while the
 * caller's takes, with a few fetches between them, whatever the journal's length.
 */
public final class JournalReader {
  private final LogConnection connection;
  private final RecordDecoder decoder;

  /** Does not connect yet. */
  public JournalReader(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.decoder = new RecordDecoder(codecs.journal());
  }

  /**
   * Reads all. What the handler throws ends the reading.
   *
   * @param handler takes every record in the order of the topic, on the caller's thread; a record
   *     that cannot be read says so
   * @throws LogUnavailableException if the brokers do not answer, or nothing more comes for 20 s
   * @throws io.lockstep.log.codec.RegistryUnavailableException if a schema was never seen and the
   *     registry does not answer
   */
  public JournalSpan read(Consumer<JournalRecord> handler) {
    try (TopicFetcher fetcher = new TopicFetcher(connection, TopicContract.JOURNAL)) {
      long records = 0;
      for (List<ConsumerRecord<byte[], byte[]>> batch = fetcher.next();
          !batch.isEmpty();
          batch = fetcher.next()) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          handler.accept(decoder.decode(record));
        }
        records += batch.size();
      }
      return new JournalSpan(fetcher.begin(), fetcher.end(), records);
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read the journal", e);
    }
  }

  /**
   * The first record; empty for an empty journal.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public Optional<JournalRecord> first() {
    try (TopicFetcher fetcher = new TopicFetcher(connection, TopicContract.JOURNAL)) {
      return fetcher.next().stream().findFirst().map(decoder::decode);
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read the journal", e);
    }
  }
}
