package io.lockstep.log.content;

import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.ContentChunk;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Fetches single records of the topic by their offsets. One call at a time; others wait. */
final class ChunkFetcher implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Reading over so many records is quicker than going to the next that is wanted. */
  private static final long NEAR = 16;

  private final LogConnection connection;
  private final Codecs codecs;
  private final TopicPartition partition;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile boolean renewing;
  private long position; // to go on from where the last call ended costs nothing

  ChunkFetcher(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
    this.partition = new TopicPartition(connection.topic(TopicContract.CONTENT), 0);
  }

  /**
   * The records at offsets; one that is not there any more is missing in the answer.
   *
   * @throws LogUnavailableException if the brokers do not give them, or if it was to be renewed
   *     meanwhile
   */
  synchronized Map<Long, ContentChunk> fetch(SortedSet<Long> offsets) {
    Map<Long, ContentChunk> found = new HashMap<>();
    if (renewing) {
      renewing = false;
      close();
    }
    try {
      if (consumer == null) {
        consumer = ContentTail.open(connection);
        consumer.assign(Set.of(partition));
        position = Long.MIN_VALUE;
      }
      long heard = System.nanoTime();
      while (!offsets.isEmpty()) {
        long wanted = offsets.first();
        if (wanted < position || wanted - NEAR > position) {
          consumer.seek(partition, wanted);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL).records(partition)) {
          heard = System.nanoTime();
          if (offsets.contains(record.offset())) {
            found.put(record.offset(), codecs.content().decode(record.value()));
          }
        }
        position = consumer.position(partition);
        offsets = offsets.tailSet(position);
        if (System.nanoTime() - heard > PATIENCE.toNanos()) {
          close();
          throw LogUnavailableException.because(
              connection, "give content at offset " + wanted, null);
        }
      }
      return found;
    } catch (KafkaException e) {
      close();
      throw LogUnavailableException.because(connection, "give content", e);
    } catch (UnreadableRecordException e) {
      return found; // who asked misses it
    }
  }

  /** The next call uses a new consumer, and one that is under way fails. Any thread. */
  void renew() {
    renewing = true;
    KafkaConsumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public synchronized void close() {
    if (consumer != null) {
      Consumers.close(consumer);
      consumer = null;
    }
  }
}
