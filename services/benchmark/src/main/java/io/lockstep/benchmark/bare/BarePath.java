package io.lockstep.benchmark.bare;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What Kafka itself takes for the way of a change, with the same topics and client settings as
 * Lockstep, and nothing of Lockstep's: commands are produced; one thread reads them and writes, for
 * all that came at once, events, journal entries and outcomes in a transaction; three threads read
 * the events.
 */
final class BarePath implements AutoCloseable {
  /** Readers, one for each node. */
  static final int READERS = 3;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_SECONDS = 30;

  /** Is told of each event by the thread that has read it. */
  @FunctionalInterface
  interface Arrivals {
    /**
     * A reader has an event.
     *
     * @param reader from 0
     * @param parameter that was changed
     */
    void arrived(int reader, int parameter) throws InterruptedException;
  }

  private final LogConnection connection;
  private final Arrivals arrivals;
  private final KafkaProducer<String, byte[]> commands;
  private final List<Thread> threads = new ArrayList<>();
  private volatile RuntimeException failure;
  private volatile boolean stopping;

  private BarePath(LogConnection connection, Arrivals arrivals) {
    this.connection = connection;
    this.arrivals = arrivals;
    commands =
        new KafkaProducer<>(
            ClientSettings.commands(connection), new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Starts its threads, on topics of their own.
   *
   * @param cluster whose broker has them
   */
  static BarePath start(LogConnection cluster, Arrivals arrivals) {
    LogConnection connection = connection(cluster);
    provision(connection);
    return start(connection, true, READERS, arrivals);
  }

  /**
   * Starts a part of its threads, on topics that exist; the others run elsewhere.
   *
   * @param connection to these topics
   * @param decides whether it has the thread that answers commands
   * @param readers how many read the events here
   */
  static BarePath start(LogConnection connection, boolean decides, int readers, Arrivals arrivals) {
    BarePath path = new BarePath(connection, arrivals);
    if (decides) {
      path.thread("bench-decide", path::decide);
    }
    for (int reader = 0; reader < readers; reader++) {
      int number = reader;
      path.thread("bench-read-" + number, () -> path.read(number));
    }
    return path;
  }

  /** Makes the topics, if there are none. */
  static void provision(LogConnection connection) {
    new TopicProvisioner(connection, TopicLayout.SANDBOX).provision();
  }

  /** Topics beside the cluster's, on the same broker. */
  static LogConnection connection(LogConnection cluster) {
    return connection(cluster, "bare");
  }

  /**
   * The same under another name.
   *
   * @param name which the topics' names begin with
   */
  static LogConnection connection(LogConnection cluster, String name) {
    return new LogConnection(
        name,
        cluster.bootstrapServers(),
        cluster.registry(),
        cluster.schemaCache(),
        cluster.clientProperties());
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

  /** Sends a command; from any thread. */
  void send(String id, byte[] command) {
    var unused =
        commands.send(
            new ProducerRecord<>(connection.topic(TopicContract.COMMANDS), 0, id, command));
  }

  private void decide() {
    BareRecords records = new BareRecords();
    try (KafkaConsumer<String, byte[]> consumer =
            consumer(ClientSettings.commandReader(connection), TopicContract.COMMANDS);
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                ClientSettings.appender(connection),
                new StringSerializer(),
                new ByteArraySerializer())) {
      producer.initTransactions();
      while (!stopping) {
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        if (!polled.isEmpty()) {
          producer.beginTransaction();
          for (ConsumerRecord<String, byte[]> command : polled) {
            answer(producer, records, command);
          }
          producer.commitTransaction();
        }
      }
    }
  }

  private void answer(
      KafkaProducer<String, byte[]> producer,
      BareRecords records,
      ConsumerRecord<String, byte[]> command) {
    int first = BareRecords.first(command.value());
    int changes = BareRecords.changes(command.value());
    for (int parameter = first; parameter < first + changes; parameter++) {
      write(
          producer,
          TopicContract.EVENTS,
          BareRecords.key(parameter),
          records.record(BareRecords.EVENT));
      write(producer, TopicContract.JOURNAL, null, records.record(BareRecords.JOURNAL));
    }
    write(producer, TopicContract.OUTCOMES, command.key(), records.record(BareRecords.OUTCOME));
  }

  private void write(
      KafkaProducer<String, byte[]> producer, TopicContract topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(connection.topic(topic), 0, key, value));
  }

  private void read(int reader) {
    try (KafkaConsumer<String, byte[]> consumer =
        consumer(ClientSettings.tail(connection), TopicContract.EVENTS)) {
      while (!stopping) {
        for (ConsumerRecord<String, byte[]> event : consumer.poll(POLL)) {
          arrivals.arrived(reader, BareRecords.parameter(event.key()));
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

  /** Waits for what an {@link Arrivals} counts down. */
  void await(CountDownLatch arrived) throws InterruptedException {
    if (!arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "%d events did not come over Kafka within %d s"
              .formatted(arrived.getCount(), PATIENCE_SECONDS),
          failure);
    }
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
