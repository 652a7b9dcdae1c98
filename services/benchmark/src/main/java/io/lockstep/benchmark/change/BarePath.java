package io.lockstep.benchmark.change;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What Kafka itself takes for the way of a change, with the same topics, client settings and number
 * of records as Lockstep, and nothing of Lockstep's: a command is produced; one thread reads it and
 * writes event, journal entry and outcome in a transaction; three threads read that.
 */
final class BarePath implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_SECONDS = 10;
  private static final int READERS = 3;

  /** About as long as the records of a small change. */
  private static final byte[] VALUE = new byte[400];

  private final LogConnection connection;
  private final KafkaProducer<String, byte[]> commands;
  private final List<Thread> threads = new ArrayList<>();
  private final List<SynchronousQueue<String>> arrivals = new ArrayList<>();
  private volatile RuntimeException failure;
  private volatile boolean stopping;

  private BarePath(LogConnection connection) {
    this.connection = connection;
    commands =
        new KafkaProducer<>(
            ClientSettings.commands(connection), new StringSerializer(), new ByteArraySerializer());
  }

  /** Starts its threads, on topics of a cluster that has no nodes. */
  static BarePath start(LogConnection connection) {
    new TopicProvisioner(connection, TopicLayout.SANDBOX).provision();
    BarePath path = new BarePath(connection);
    path.thread("bench-decide", path::decide);
    for (int reader = 0; reader < READERS; reader++) {
      SynchronousQueue<String> arrived = new SynchronousQueue<>();
      path.arrivals.add(arrived);
      path.thread("bench-read-" + reader, () -> path.read(arrived));
    }
    return path;
  }

  private void thread(String name, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                failure = e;
              }
            },
            name);
    threads.add(thread);
    thread.start();
  }

  private void decide() {
    try (KafkaConsumer<String, byte[]> consumer =
            consumer(ClientSettings.commandReader(connection), TopicContract.COMMANDS);
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                ClientSettings.appender(connection),
                new StringSerializer(),
                new ByteArraySerializer())) {
      producer.initTransactions();
      while (!stopping) {
        for (ConsumerRecord<String, byte[]> command : consumer.poll(POLL)) {
          producer.beginTransaction();
          for (TopicContract topic :
              List.of(TopicContract.EVENTS, TopicContract.JOURNAL, TopicContract.OUTCOMES)) {
            var unused =
                producer.send(
                    new ProducerRecord<>(connection.topic(topic), 0, command.key(), VALUE));
          }
          producer.commitTransaction();
        }
      }
    }
  }

  private void read(SynchronousQueue<String> arrived) {
    try (KafkaConsumer<String, byte[]> consumer =
        consumer(ClientSettings.tail(connection), TopicContract.EVENTS)) {
      while (!stopping) {
        for (ConsumerRecord<String, byte[]> event : consumer.poll(POLL)) {
          while (!stopping && !arrived.offer(event.key(), 1, TimeUnit.SECONDS)) {
            // Nobody asks yet.
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KafkaConsumer<String, byte[]> consumer(
      Map<String, Object> settings, TopicContract topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(connection.topic(topic), 0);
    consumer.assign(List.of(partition));
    consumer.seek(partition, 0);
    return consumer;
  }

  /** One change, from before it is sent until all have read it, in milliseconds. */
  double change(String id) throws InterruptedException {
    long begin = System.nanoTime();
    var unused =
        commands.send(new ProducerRecord<>(connection.topic(TopicContract.COMMANDS), 0, id, VALUE));
    for (SynchronousQueue<String> arrived : arrivals) {
      String seen = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!id.equals(seen)) {
        throw new IllegalStateException(
            "record %s did not come over Kafka within %d s, but %s"
                .formatted(id, PATIENCE_SECONDS, seen),
            failure);
      }
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
    commands.close(Duration.ofSeconds(1));
  }
}
