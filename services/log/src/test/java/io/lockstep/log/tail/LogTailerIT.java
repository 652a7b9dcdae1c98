package io.lockstep.log.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.report.ReportSender;
import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.schema.Event;
import io.lockstep.schema.topic.TopicContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tail on a real broker that is well. */
class LogTailerIT {
  private static final TestKafka KAFKA = TestKafka.single();

  @TempDir Path directory;
  private final RecordingHandler handler = new RecordingHandler();
  private LogConnection connection;
  private Codecs codecs;
  private FencedAppender appender;
  private LogTailer tailer;

  @BeforeEach
  void open() {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    appender = new FencedAppender(connection, codecs);
    appender.fence();
  }

  @AfterEach
  void close() {
    if (tailer != null) {
      tailer.close();
    }
    appender.close();
    codecs.close();
  }

  private long append(long revision) {
    Event event = Samples.event(revision, "k" + revision, "v");
    return appender.append(
        new Batch(
            List.of(event),
            List.of(),
            List.of(Samples.accepted("c" + revision, revision)),
            List.of(),
            -1));
  }

  private LogTailer tail(long from) {
    tailer = new LogTailer(connection, codecs, handler, from);
    tailer.start();
    return tailer;
  }

  @Test
  void handsOverEventsOutcomesAndReports() {
    append(1);
    append(2);
    try (ReportSender reports = new ReportSender(connection, codecs)) {
      tail(0);
      reports.send(Samples.report("n1", 1)).join();

      await().until(() -> handler.events.size() == 2 && handler.reports.size() == 1);
      await().until(() -> handler.outcomes.size() == 2);
      assertThat(handler.revisions()).containsExactly(1L, 2L);
      assertThat(handler.outcomes)
          .containsExactly(Samples.accepted("c1", 1), Samples.accepted("c2", 2));
      assertThat(handler.reports).containsExactly(Samples.report("n1", 1));
      assertThat(tailer.lastLoopNanos()).isPositive();
    }
  }

  @Test
  void isNotCalledForEachReport() {
    try (ReportSender reports = new ReportSender(connection, codecs)) {
      tail(0);
      await().until(() -> handler.batches.get() > 0);
      long begin = System.nanoTime();

      for (int i = 0; i < 200; i++) {
        reports.send(Samples.report("n" + i, 1)).join();
      }
      await().until(() -> handler.reports.size() == 200);

      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat((long) handler.withReports.get()).isLessThanOrEqualTo(took.toMillis() / 100 + 1);
    }
  }

  @Test
  void itsPositionReachesTheEndPastTransactionMarkers() {
    append(1);
    append(2);
    try (LogEnds ends = new LogEnds(connection)) {
      tail(0);
      long eventsEnd = ends.eventsEnd();
      long outcomesEnd = ends.outcomesEnd();

      assertThat(eventsEnd).isEqualTo(4);
      await().until(() -> handler.eventsPosition == eventsEnd);
      await().until(() -> handler.outcomesPosition == outcomesEnd);
      assertThat(ends.eventsBegin()).isZero();
      assertThat(ends.deleteRetentionMillis()).isEqualTo(Duration.ofDays(1).toMillis());
    }
  }

  @Test
  void callsWhileThereIsNothingToRead() {
    tail(0);
    await().until(() -> handler.batches.get() > 0);
    int before = handler.batches.get();

    await().atMost(Duration.ofSeconds(2)).until(() -> handler.batches.get() >= before + 10);
    assertThat(handler.events).isEmpty();
    assertThat(handler.unavailable).isEmpty();
  }

  @Test
  void startsWhereItIsTold() {
    append(1);
    long second = append(2);
    tail(second);
    await().until(() -> !handler.events.isEmpty());
    assertThat(handler.revisions()).containsExactly(2L);
  }

  @Test
  void goesOnWhereItWasWithNewConsumers() {
    append(1);
    try (ReportSender reports = new ReportSender(connection, codecs)) {
      tail(0);
      reports.send(Samples.report("n1", 1)).join();
      await().until(() -> handler.events.size() == 1 && handler.reports.size() == 1);

      tailer.renew();
      reports.renew();
      append(2);
      reports.send(Samples.report("n1", 2)).join();

      await().until(() -> handler.events.size() == 2 && handler.reports.size() == 2);
      assertThat(handler.revisions()).containsExactly(1L, 2L);
      assertThat(handler.reports).containsExactly(Samples.report("n1", 1), Samples.report("n1", 2));
    }
  }

  @Test
  void startsAgainWhereItIsTold() {
    append(1);
    append(2);
    tail(0);
    await().until(() -> handler.events.size() == 2 && handler.outcomes.size() == 2);

    tailer.restartFrom(0);

    await().until(() -> handler.events.size() == 4);
    assertThat(handler.revisions()).containsExactly(1L, 2L, 1L, 2L);
    assertThat(handler.outcomes).hasSize(2);
  }

  @Test
  void handsOverTombstones() {
    append(1);
    appender.append(new Batch(List.of(), List.of(), List.of(), List.of("configuration/k1"), -1));
    tail(0);
    await().until(() -> handler.events.size() == 2);
    assertThat(handler.events.get(1).isTombstone()).isTrue();
    assertThat(handler.events.get(1).key()).isEqualTo("configuration/k1");
  }

  @Test
  void handsOverARecordThatCannotBeReadWithItsOffsetAndTheReason() {
    append(1);
    byte[] bytes = codecs.events().encode(Samples.event(2, "k2", "v"));
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    long offset = write("configuration/k2", longer);
    append(3);
    tail(0);
    await().until(() -> handler.events.size() == 3);

    EventRecord unreadable = handler.events.get(1);
    assertThat(unreadable.offset()).isEqualTo(offset);
    assertThat(unreadable.event()).isNull();
    assertThat(unreadable.isTombstone()).isFalse();
    assertThat(unreadable.unreadable()).contains("bytes after the record");
    assertThat(handler.events.get(2).event().getRevision()).isEqualTo(3);
  }

  /** What another program may write: a schema that nobody has seen. */
  private static byte[] foreign() {
    return new byte[] {0, 0, 0, 0, 99, 1, 2};
  }

  private LogConnection withoutRegistry() {
    return new LogConnection(
        connection.cluster(),
        connection.bootstrapServers(),
        URI.create("http://127.0.0.1:9/apis/registry/v3"),
        connection.schemaCache(),
        Map.of());
  }

  @Test
  void aReportOfAnUnseenSchemaKeepsNothingBackWhileTheRegistryIsDown() {
    codecs.prepare();
    append(1);
    write(TopicContract.NODE_REPORTS, "n9", foreign());
    LogConnection cut = withoutRegistry();
    try (Codecs reader = new Codecs(cut);
        ReportSender reports = new ReportSender(connection, codecs);
        LogTailer tailer = new LogTailer(cut, reader, handler, 0)) {
      reports.send(Samples.report("n1", 1)).join();
      tailer.start();
      await().until(() -> handler.reports.size() == 1 && handler.events.size() == 1);
      write(TopicContract.NODE_REPORTS, "n9", foreign());
      reports.send(Samples.report("n1", 2)).join();

      await().until(() -> handler.reports.size() == 2);

      assertThat(handler.reports).containsExactly(Samples.report("n1", 1), Samples.report("n1", 2));
      assertThat(handler.unavailable).isEmpty();
    }
  }

  @Test
  void anOutcomeOfAnUnseenSchemaHoldsOutcomesAloneUntilTheRegistryAnswers() {
    append(1);
    try (TestRegistry registry = TestRegistry.own()) {
      LogConnection cut =
          new LogConnection(
              connection.cluster(),
              connection.bootstrapServers(),
              registry.uri(),
              connection.schemaCache(),
              Map.of());
      registry.stop();
      write(TopicContract.OUTCOMES, "c9", foreign());
      append(2);
      try (Codecs reader = new Codecs(cut);
          LogTailer tailer = new LogTailer(cut, reader, handler, 0)) {
        tailer.start();
        await().until(() -> handler.events.size() == 2 && handler.outcomesHeld.size() == 1);
        append(3);
        await().until(() -> handler.events.size() == 3);
        assertThat(handler.outcomes).containsExactly(Samples.accepted("c1", 1));
        assertThat(handler.outcomesHeld.get(0)).contains("content id 99");
        assertThat(handler.unavailable).isEmpty();

        registry.start(); // and knows no such schema

        await().atMost(Duration.ofSeconds(30)).until(() -> handler.outcomes.size() == 3);
        assertThat(handler.outcomesHeld).hasSize(2).last().isEqualTo("");
        assertThat(handler.unavailable).isEmpty();
      }
    }
  }

  private long write(String key, byte[] value) {
    return write(TopicContract.EVENTS, key, value);
  }

  private long write(TopicContract topic, String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(connection.topic(topic), 0, key, value))
          .get()
          .offset();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void waitsForTheRegistryWhereItHasNotSeenTheSchema() {
    try (TestRegistry registry = TestRegistry.own()) {
      LogConnection own =
          new LogConnection(
              connection.cluster(),
              connection.bootstrapServers(),
              registry.uri(),
              directory.resolve("writer"),
              Map.of());
      new TopicProvisioner(own, KAFKA.layout()).provision();
      try (Codecs writer = new Codecs(own);
          FencedAppender primary = new FencedAppender(own, writer)) {
        primary.fence();
        primary.append(
            new Batch(List.of(Samples.event(1, "k1", "v")), List.of(), List.of(), List.of(), -1));
      }
      registry.stop();
      LogConnection fresh =
          new LogConnection(
              own.cluster(),
              own.bootstrapServers(),
              own.registry(),
              directory.resolve("reader"),
              Map.of());
      try (Codecs reader = new Codecs(fresh);
          LogTailer tailer = new LogTailer(fresh, reader, handler, 0)) {
        tailer.start();
        await().until(() -> !handler.unavailable.isEmpty());
        assertThat(handler.unavailable.get(0)).contains(registry.uri().toString());
        assertThat(handler.events).isEmpty();

        registry.start();

        await().atMost(Duration.ofSeconds(20)).until(() -> handler.events.size() == 1);
        assertThat(handler.revisions()).containsExactly(1L);
      }
    }
  }

  @Test
  void tellsThatItsPositionIsLostAndStaysUntilItIsToldWhereToGo() {
    LongStream.rangeClosed(1, 5).forEach(this::append);
    tail(1_000);
    await().until(() -> handler.lost == 1_000);
    assertThat(handler.events).isEmpty();

    tailer.restartFrom(0);

    await().until(() -> handler.events.size() == 5);
  }

  @Test
  void beginsAtTheFirstRecordThatIsLeft() {
    append(1);
    long second = append(2);
    KAFKA.configure(connection.topic(TopicContract.EVENTS), Map.of("cleanup.policy", "delete"));
    TopicPartition partition = new TopicPartition(connection.topic(TopicContract.EVENTS), 0);
    KAFKA.admin(
        a -> a.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(second))).all());
    tail(0);
    await().until(() -> !handler.events.isEmpty());
    assertThat(handler.revisions()).containsExactly(2L);
  }
}
