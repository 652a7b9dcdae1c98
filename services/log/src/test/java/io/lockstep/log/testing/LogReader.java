package io.lockstep.log.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads whole topics with Kafka's own client, to see what others see. */
public final class LogReader {
  private LogReader() {}

  /** Every committed record of the topic's first partition, up to its end as it is now. */
  public static List<ConsumerRecord<String, byte[]>> committed(String bootstrap, String topic) {
    return read(bootstrap, topic, "read_committed");
  }

  /** Every record of the topic's first partition, of aborted transactions as well. */
  public static List<ConsumerRecord<String, byte[]>> written(String bootstrap, String topic) {
    return read(bootstrap, topic, "read_uncommitted");
  }

  private static List<ConsumerRecord<String, byte[]>> read(
      String bootstrap, String topic, String isolation) {
    TopicPartition partition = new TopicPartition(topic, 0);
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("isolation.level", isolation);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = consumer.endOffsets(Set.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        records.addAll(consumer.poll(Duration.ofMillis(200)).records(partition));
      }
    }
    return records;
  }
}
