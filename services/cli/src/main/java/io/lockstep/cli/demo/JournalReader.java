package io.lockstep.cli.demo;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TopicContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the journal from the topic, as an auditor would: without asking a node. */
final class JournalReader {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private JournalReader() {}

  /** A record's key and its value. */
  record KeyedEntry(String key, JournalEntry entry) {}

  /** Every committed entry, in the order of the topic. */
  static List<KeyedEntry> read(LogConnection connection) throws UnreadableRecordException {
    TopicPartition partition = new TopicPartition(connection.topic(TopicContract.JOURNAL), 0);
    List<KeyedEntry> entries = new ArrayList<>();
    try (Codecs codecs = new Codecs(connection);
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(connection))) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          entries.add(new KeyedEntry(key, codecs.journal().decode(record.value())));
        }
        Proof.require(
            System.nanoTime() - deadline < 0,
            partition
                + " was read to offset "
                + consumer.position(partition)
                + " of "
                + end
                + " in "
                + PATIENCE.toSeconds()
                + " s");
      }
    }
    return entries;
  }

  private static Map<String, Object> settings(LogConnection connection) {
    Map<String, Object> settings = new HashMap<>(connection.clientProperties());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }
}
