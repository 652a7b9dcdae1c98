package io.lockstep.cli.planted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every record of every topic of a broker, as bytes; also what a transaction took back. */
final class Topics {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Set<String> names = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private long records;

  private Topics() {}

  /** Reads from the first to the last record there is now. */
  static Topics scan(String bootstrapServers, SecretScan scan) {
    Topics topics = new Topics();
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    settings.put(ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG, false);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      partitions.forEach(partition -> topics.names.add(partition.topic()));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(POLL).forEach(record -> topics.take(record, scan));
      }
    }
    return topics;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, SecretScan scan) {
    records++;
    String where = record.topic() + "-" + record.partition() + " offset " + record.offset();
    List<byte[]> parts = new ArrayList<>();
    parts.add(record.key());
    parts.add(record.value());
    record.headers().forEach(header -> parts.add(header.value()));
    for (byte[] part : parts) {
      if (part != null) {
        findings.addAll(scan.bytes(where, part));
      }
    }
  }

  /** The topics that were read. */
  Set<String> names() {
    return names;
  }

  /** How many records were read. */
  long records() {
    return records;
  }

  List<Finding> findings() {
    return findings;
  }
}
