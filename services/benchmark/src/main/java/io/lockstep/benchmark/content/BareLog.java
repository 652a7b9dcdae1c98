package io.lockstep.benchmark.content;

import io.lockstep.benchmark.content.Loads.Load;
import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer and a consumer of the topic of content with Lockstep's own client settings. */
final class BareLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int WRITERS = 8;

  private final TopicPartition partition;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "bench-bare-read"));
  private final ExecutorService writers =
      Executors.newFixedThreadPool(WRITERS, task -> new Thread(task, "bench-bare-write"));

  BareLog(LogConnection connection) {
    partition = new TopicPartition(connection.topic(TopicContract.CONTENT), 0);
    Map<String, Object> sending = ClientSettings.content(connection);
    sending.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // the bytes are random
    producer = new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            ClientSettings.tail(connection), new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
    consumer.seek(partition, 0);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static void requireSame(byte[] wanted, byte[] hash) {
    if (!MessageDigest.isEqual(wanted, hash)) {
      throw new IllegalStateException("other bytes came over Kafka than were sent");
    }
  }

  void send(String file, byte[] hash, byte[] bytes) {
    String key = HexFormat.of().formatHex(hash) + "/" + file;
    var unused = producer.send(new ProducerRecord<>(partition.topic(), 0, key, bytes));
  }

  /** The next record's bytes. */
  CompletableFuture<byte[]> next() {
    CompletableFuture<byte[]> next = new CompletableFuture<>();
    reader.execute(
        () -> {
          while (!next.isDone()) {
            consumer.poll(POLL).forEach(record -> next.complete(record.value()));
          }
        });
    return next;
  }

  /** Receives the files of a load into a folder. */
  Future<?> receive(Path folder, Load load) {
    return reader.submit(
        () -> {
          Map<String, Receiving> open = new HashMap<>();
          List<Future<?>> written = new ArrayList<>();
          while (written.size() < load.files()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
              Receiving file =
                  open.computeIfAbsent(name(record), name -> new Receiving(folder.resolve(name)));
              file.add(record);
              if (file.length == load.bytes()) {
                written.add(writers.submit(file::finish));
              }
            }
          }
          for (Future<?> each : written) {
            each.get();
          }
          return null;
        });
  }

  private static String name(ConsumerRecord<String, byte[]> record) {
    return record.key().substring(record.key().indexOf('/') + 1);
  }

  /** A file of which some came: short ones are written by the others, at their end. */
  private static final class Receiving {
    private static final int SHORT = 64 * 1024;

    private final Path file;
    private FileChannel open;
    private byte[] whole;
    private int length;

    Receiving(Path file) {
      this.file = file;
    }

    void add(ConsumerRecord<String, byte[]> record) throws IOException {
      byte[] bytes = record.value();
      requireSame(
          HexFormat.of().parseHex(record.key(), 0, record.key().indexOf('/')),
          sha256().digest(bytes));
      if (length == 0 && bytes.length <= SHORT) {
        whole = bytes;
      } else {
        write(bytes);
      }
      length += bytes.length;
    }

    private void write(byte[] bytes) throws IOException {
      if (open == null) {
        open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      for (ByteBuffer buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
        open.write(buffer);
      }
    }

    Void finish() throws IOException {
      if (whole != null) {
        write(whole);
      }
      try (FileChannel last = open) {
        last.force(true);
      }
      return null;
    }
  }

  @Override
  public void close() {
    reader.shutdown();
    writers.shutdown();
    consumer.close();
    producer.close(Duration.ofSeconds(1));
  }
}
