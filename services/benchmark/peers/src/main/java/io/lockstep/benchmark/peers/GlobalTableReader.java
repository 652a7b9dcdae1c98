package io.lockstep.benchmark.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;

/** A GlobalKTable of Kafka Streams: ready when the application runs. */
final class GlobalTableReader implements Reader {
  private static final String STORE = "table";
  private static final long PATIENCE_MINUTES = 10;

  private final KafkaStreams streams;

  /**
   * Not started yet.
   *
   * @param inMemory else it has RocksDB, its default
   */
  GlobalTableReader(String brokers, String topic, boolean inMemory) throws IOException {
    Path folder = Files.createTempDirectory("table");
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-table");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    settings.put(StreamsConfig.consumerPrefix("isolation.level"), "read_committed");
    StreamsBuilder builder = new StreamsBuilder();
    builder.globalTable(
        topic,
        Consumed.with(Serdes.String(), Serdes.ByteArray()),
        Materialized.as(
            inMemory
                ? Stores.inMemoryKeyValueStore(STORE)
                : Stores.persistentKeyValueStore(STORE)));
    streams = new KafkaStreams(builder.build(), settings);
  }

  @Override
  public long read() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
    streams.start();
    if (!running.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException("it is " + streams.state());
    }
    return streams
        .store(
            StoreQueryParameters.fromNameAndType(
                STORE, QueryableStoreTypes.<String, byte[]>keyValueStore()))
        .approximateNumEntries();
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(10));
  }
}
