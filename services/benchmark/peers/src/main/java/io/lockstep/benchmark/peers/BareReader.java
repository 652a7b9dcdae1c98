package io.lockstep.benchmark.peers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Kafka's consumer alone, with the settings of Lockstep's tail: it reads keys and bytes, does with
 * them what it is told to, and keeps nothing. What is faster than this is not possible with this
 * client.
 */
final class BareReader implements Reader {
  private final String brokers;
  private final TopicPartition topic;

  private final Consumer<byte[]> work;

  /**
   * Connects to nothing yet.
   *
   * @param work done with the bytes of each record, on the thread that reads
   */
  BareReader(String brokers, String topic, Consumer<byte[]> work) {
    this.work = work;
    this.brokers = brokers;
    this.topic = new TopicPartition(topic, 0);
  }

  @Override
  public long read() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(topic));
      consumer.seekToBeginning(List.of(topic));
      long end = consumer.endOffsets(List.of(topic)).get(topic);
      long records = 0;
      while (consumer.position(topic) < end) {
        ConsumerRecords<String, byte[]> polled = consumer.poll(Duration.ofMillis(100));
        polled.forEach(record -> work.accept(record.value()));
        records += polled.count();
      }
      return records;
    }
  }

  @Override
  public void close() {
    // Everything was closed when it had been read.
  }
}
