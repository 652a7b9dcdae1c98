package io.lockstep.log.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.LogReader;
import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.Event;
import io.lockstep.schema.topic.TopicContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The primary's transactions on a real broker. */
class FencedAppenderIT {
  private static final TestKafka KAFKA = TestKafka.single();

  private LogConnection connection;
  private Codecs codecs;
  private FencedAppender appender;

  @BeforeEach
  void open() {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    appender = new FencedAppender(connection, codecs);
  }

  @AfterEach
  void close() {
    appender.close();
    codecs.close();
  }

  private static Batch batch(long revision, long nextCommandOffset) {
    Event event = Samples.event(revision, "key" + revision, "value");
    return new Batch(
        List.of(event),
        List.of(Samples.journal(event)),
        List.of(Samples.accepted("c" + revision, revision)),
        List.of(),
        nextCommandOffset);
  }

  private List<String> keys(TopicContract contract) {
    return LogReader.committed(KAFKA.bootstrapServers(), connection.topic(contract)).stream()
        .map(ConsumerRecord::key)
        .toList();
  }

  private Long decidedCommands() {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        KAFKA.admin(
            a ->
                a.listConsumerGroupOffsets(connection.primaryId()).partitionsToOffsetAndMetadata());
    OffsetAndMetadata offset =
        offsets.get(new TopicPartition(connection.topic(TopicContract.COMMANDS), 0));
    return offset == null ? null : offset.offset();
  }

  @Test
  void writesAllPartsOfABatch() {
    appender.fence();

    long offset = appender.append(batch(1, 17));

    assertThat(offset).isZero();
    assertThat(keys(TopicContract.EVENTS)).containsExactly("configuration/key1");
    assertThat(keys(TopicContract.JOURNAL)).containsExactly("1");
    assertThat(keys(TopicContract.OUTCOMES)).containsExactly("c1");
    assertThat(decidedCommands()).isEqualTo(17);
  }

  @Test
  void preparingTakesNothingFromWhoHoldsTheFence() {
    try (FencedAppender candidate = new FencedAppender(connection, codecs)) {
      appender.fence();
      candidate.prepare();
      candidate.prepare();

      appender.append(batch(1, -1));
      assertThat(candidate.holdsFence()).isFalse();

      candidate.fence();
      candidate.append(batch(2, -1));
      Batch late = batch(3, -1);
      assertThatThrownBy(() -> appender.append(late)).isInstanceOf(FencedException.class);
    }
    assertThat(keys(TopicContract.JOURNAL)).containsExactly("1", "2");
  }

  @Test
  void writesEventsInTheirOrder() {
    appender.fence();
    List<Event> events =
        LongStream.rangeClosed(1, 3_000).mapToObj(r -> Samples.event(r, "k" + r, "v")).toList();

    long offset =
        appender.append(
            new Batch(
                events, events.stream().map(Samples::journal).toList(), List.of(), List.of(), -1));

    assertThat(offset).isEqualTo(2_999);
    assertThat(keys(TopicContract.EVENTS))
        .containsExactlyElementsOf(
            events.stream().map(e -> "configuration/k" + e.getRevision()).toList());
    assertThat(keys(TopicContract.JOURNAL))
        .containsExactlyElementsOf(
            events.stream().map(e -> Long.toString(e.getRevision())).toList());
  }

  @Test
  void writesTombstones() {
    appender.fence();
    appender.append(batch(1, -1));

    long offset =
        appender.append(
            new Batch(List.of(), List.of(), List.of(), List.of("configuration/key1"), -1));

    List<ConsumerRecord<String, byte[]>> records =
        LogReader.committed(KAFKA.bootstrapServers(), connection.topic(TopicContract.EVENTS));
    assertThat(records).hasSize(2);
    assertThat(records.get(1).key()).isEqualTo("configuration/key1");
    assertThat(records.get(1).value()).isNull();
    assertThat(offset).isEqualTo(records.get(1).offset());
  }

  @Test
  void movesTheOffsetOfCommandsWithoutRecords() {
    appender.fence();

    long offset = appender.append(new Batch(List.of(), List.of(), List.of(), List.of(), 4));

    assertThat(offset).isEqualTo(-1);
    assertThat(decidedCommands()).isEqualTo(4);
  }

  @Test
  void refusesToWriteBeforeFencing() {
    assertThatThrownBy(() -> appender.append(batch(1, -1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("fence()");
  }

  @Test
  void anOlderAppenderIsRefusedAndNothingOfItIsSeen() {
    appender.fence();
    appender.append(batch(1, 1));
    try (FencedAppender successor = new FencedAppender(connection, codecs)) {
      successor.fence();

      assertThatThrownBy(() -> appender.append(batch(2, 2)))
          .isInstanceOf(FencedException.class)
          .hasMessageContaining(connection.primaryId());
      successor.append(batch(3, 3));
    }

    assertThat(appender.holdsFence()).isFalse();
    assertThat(keys(TopicContract.EVENTS))
        .containsExactly("configuration/key1", "configuration/key3");
    assertThat(keys(TopicContract.JOURNAL)).containsExactly("1", "3");
    assertThat(keys(TopicContract.OUTCOMES)).containsExactly("c1", "c3");
    assertThat(decidedCommands()).isEqualTo(3);
  }

  @Test
  void whatAZombieHadUnderWayIsNeverSeen() {
    // Given a primary that hangs between its records and their commit
    FencedAppender successor = new FencedAppender(connection, codecs);
    FencedAppender zombie =
        new FencedAppender(
            connection,
            codecs,
            settings ->
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()) {
                  @Override
                  public void commitTransaction() {
                    flush();
                    successor.fence();
                    super.commitTransaction();
                  }
                });
    try (zombie;
        successor) {
      zombie.fence();

      // When it wakes up after another took over
      assertThatThrownBy(() -> zombie.append(batch(1, 1))).isInstanceOf(FencedException.class);
      successor.append(batch(2, 2));
    }

    assertThat(LogReader.written(KAFKA.bootstrapServers(), connection.topic(TopicContract.EVENTS)))
        .as("the zombie's record is in the log, aborted")
        .hasSize(2);
    assertThat(keys(TopicContract.EVENTS)).containsExactly("configuration/key2");
    assertThat(keys(TopicContract.JOURNAL)).containsExactly("2");
    assertThat(keys(TopicContract.OUTCOMES)).containsExactly("c2");
    assertThat(decidedCommands()).isEqualTo(2);
  }

  @Test
  void aCommitWithoutAnswerIsSettledByFencingAgain() {
    boolean[] commits = {true, false};
    for (boolean commit : commits) {
      try (FencedAppender unlucky = losingAnswers(commit)) {
        unlucky.fence();
        long revision = commit ? 1 : 2;

        assertThatThrownBy(() -> unlucky.append(batch(revision, revision)))
            .isInstanceOf(CommitUnknownException.class);
        assertThat(unlucky.holdsFence()).isFalse();
        appender.fence();
      }
    }

    assertThat(keys(TopicContract.EVENTS)).containsExactly("configuration/key1");
    assertThat(keys(TopicContract.OUTCOMES)).containsExactly("c1");
    assertThat(decidedCommands()).isEqualTo(1);
  }

  private FencedAppender losingAnswers(boolean commit) {
    return new FencedAppender(
        connection,
        codecs,
        settings ->
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()) {
              @Override
              public void commitTransaction() {
                if (commit) {
                  super.commitTransaction();
                } else {
                  flush();
                }
                throw new TimeoutException("the answer got lost");
              }
            });
  }

  @Test
  void aRecordTooLongForItsTopicAbortsTheWholeBatch() {
    appender.fence();
    byte[] noise = new byte[2 * 1024 * 1024];
    new java.util.Random(1).nextBytes(noise);
    String value = new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1);
    Event event = Samples.event(1, "long", value);

    assertThatThrownBy(
            () ->
                appender.append(
                    new Batch(
                        List.of(event),
                        List.of(),
                        List.of(Samples.accepted("c1", 1)),
                        List.of(),
                        1)))
        .isInstanceOf(OversizedRecordException.class)
        .hasMessageContaining("configuration/long");
    assertThat(appender.holdsFence()).isTrue();
    appender.append(batch(2, 2));

    assertThat(keys(TopicContract.EVENTS)).containsExactly("configuration/key2");
    assertThat(keys(TopicContract.OUTCOMES)).containsExactly("c2");
  }

  @Test
  void saysWhichBrokersDoNotAnswer() {
    LogConnection nowhere =
        new LogConnection(
            "east",
            "127.0.0.1:9",
            connection.registry(),
            Path.of("unused"),
            Map.of("max.block.ms", "1000"));
    try (FencedAppender deaf = new FencedAppender(nowhere, codecs)) {
      assertThatThrownBy(deaf::fence)
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("127.0.0.1:9");
      assertThat(deaf.holdsFence()).isFalse();
    }
  }

  @Test
  void commitsOneChangeWithoutPauses() {
    appender.fence();
    int warmUp = 200;
    int measured = 500;
    long[] nanos = new long[measured];
    for (int i = 0; i < warmUp + measured; i++) {
      long start = System.nanoTime();
      appender.append(batch(i + 1, i));
      if (i >= warmUp) {
        nanos[i - warmUp] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    long median = TimeUnit.NANOSECONDS.toMicros(nanos[measured / 2]);

    System.out.printf(
        "One change in one transaction: p50 %d us, p99 %d us%n",
        median, TimeUnit.NANOSECONDS.toMicros(nanos[measured * 99 / 100]));
    assertThat(median).isLessThan(TimeUnit.MILLISECONDS.toMicros(500));
  }
}
