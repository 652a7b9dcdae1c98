package io.lockstep.log.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.report.ReportSender;
import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tail and appender while brokers stop and start. */
@Tag("long")
class BrokerOutageIT {
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private final RecordingHandler handler = new RecordingHandler();

  private static Batch batch(long revision) {
    return new Batch(
        List.of(Samples.event(revision, "k" + revision, "v")), List.of(), List.of(), List.of(), -1);
  }

  @Test
  void theLossOfTheLeaderOfThreeLosesNothing() {
    TestKafka kafka = TestKafka.three();
    LogConnection connection = TestLog.provisioned(kafka, TestRegistry.shared());
    String topic = connection.topic(TopicContract.EVENTS);
    kafka.awaitInSync(topic);
    try (Codecs codecs = new Codecs(connection);
        FencedAppender appender = new FencedAppender(connection, codecs);
        LogTailer tailer = new LogTailer(connection, codecs, handler, 0)) {
      tailer.start();
      appender.fence();
      append(appender, 1);
      int leader = kafka.leader(topic);

      kafka.stopBroker(leader);
      long stopped = System.nanoTime();
      append(appender, 2);
      await().atMost(RECOVERY).until(() -> handler.events.size() == 2);
      System.out.printf(
          "Change readable %d ms after its leader stopped%n",
          Duration.ofNanos(System.nanoTime() - stopped).toMillis());
      kafka.startBroker(leader);
      kafka.awaitInSync(topic);
      append(appender, 3);

      await().atMost(RECOVERY).until(() -> handler.events.size() == 3);
      assertThat(handler.revisions()).containsExactly(1L, 2L, 3L);
    }
  }

  /** As the primary does: what is certain not to be written is tried again. */
  private static void append(FencedAppender appender, long revision) {
    await()
        .atMost(RECOVERY)
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(LogUnavailableException.class)
        .until(() -> appender.append(batch(revision)) >= 0);
  }

  @Test
  void theTailSurvivesTheLossOfAllBrokersAndSaysSo() {
    try (TestKafka kafka = TestKafka.start(1, Map.of())) {
      LogConnection connection = TestLog.provisioned(kafka, TestRegistry.shared());
      try (Codecs codecs = new Codecs(connection);
          LogTailer tailer = new LogTailer(connection, codecs, handler, 0)) {
        appendAfresh(connection, codecs, LongStream.of(1));
        tailer.start();
        await().until(() -> handler.events.size() == 1);

        kafka.stopBroker(0);
        await().atMost(Duration.ofSeconds(10)).until(() -> !handler.unavailable.isEmpty());
        int batches = handler.batches.get();
        await().atMost(Duration.ofSeconds(10)).until(() -> handler.unavailable.size() >= 3);
        assertThat(handler.unavailable.get(0)).contains(kafka.bootstrapServers());
        assertThat(handler.batches.get()).as("no news while no broker answers").isEqualTo(batches);
        assertThat(System.nanoTime() - tailer.lastLoopNanos())
            .isLessThan(Duration.ofSeconds(3).toNanos());

        kafka.startBroker(0);
        appendAfresh(connection, codecs, LongStream.of(2, 3));
        await().atMost(RECOVERY).until(() -> handler.events.size() == 3);
        assertThat(handler.revisions()).containsExactly(1L, 2L, 3L);
      }
    }
  }

  @Test
  void reportsThatStillComeAreNoAnswerOfEvents() {
    TestKafka kafka = TestKafka.three();
    LogConnection connection = TestLog.provisioned(kafka, TestRegistry.shared());
    kafka.place(connection.topic(TopicContract.EVENTS), List.of(2));
    kafka.place(connection.topic(TopicContract.OUTCOMES), List.of(0, 1));
    kafka.place(connection.topic(TopicContract.NODE_REPORTS), List.of(0, 1));
    try (Codecs codecs = new Codecs(connection);
        ReportSender reports = new ReportSender(connection, codecs);
        LogTailer tailer = new LogTailer(connection, codecs, handler, 0)) {
      tailer.start();
      await().until(() -> handler.answers.get() > 0);

      kafka.stopBroker(2);
      try {
        readsReportsAndNoEvents(reports);
      } finally {
        kafka.startBroker(2);
      }
      int answers = handler.answers.get();
      await().atMost(RECOVERY).until(() -> handler.answers.get() > answers);
    }
  }

  private void readsReportsAndNoEvents(ReportSender reports) {
    await().atMost(RECOVERY).until(() -> !handler.unavailable.isEmpty());
    int answers = handler.answers.get();
    for (int n = 1; n <= 5; n++) {
      reports.send(Samples.report("n1", n)).join();
      int read = n;
      await().atMost(RECOVERY).until(() -> handler.reports.size() == read);
    }
    assertThat(handler.answers.get()).as("answers of events").isEqualTo(answers);
  }

  private static void appendAfresh(LogConnection connection, Codecs codecs, LongStream revisions) {
    try (FencedAppender appender = new FencedAppender(connection, codecs)) {
      await()
          .atMost(RECOVERY)
          .pollInSameThread()
          .ignoreExceptionsInstanceOf(LogUnavailableException.class)
          .until(
              () -> {
                appender.fence();
                return true;
              });
      revisions.forEach(revision -> append(appender, revision));
    }
  }

  @Test
  void aTopicThatWasReplacedByAShorterOneDoesNotAnswer() {
    try (TestKafka kafka = TestKafka.start(1, Map.of())) {
      LogConnection connection = TestLog.provisioned(kafka, TestRegistry.shared());
      String events = connection.topic(TopicContract.EVENTS);
      try (Codecs codecs = new Codecs(connection);
          LogTailer tailer = new LogTailer(connection, codecs, handler, 0)) {
        appendAfresh(connection, codecs, LongStream.of(1, 2, 3));
        tailer.start();
        await().until(() -> handler.events.size() == 3);
        kafka.admin(admin -> admin.deleteTopics(List.of(events)).all());
        new TopicProvisioner(connection, kafka.layout()).provision();

        kafka.stopBroker(0);
        kafka.startBroker(0);

        await().atMost(RECOVERY).until(() -> handler.lost > 0);
        int answers = handler.answers.get();
        int told = handler.unavailable.size();
        await().atMost(RECOVERY).until(() -> handler.unavailable.size() >= told + 5);
        assertThat(handler.answers.get()).as("never answers in between").isEqualTo(answers);
        assertThat(handler.unavailable.subList(told, told + 5))
            .anySatisfy(reason -> assertThat(reason).contains(events, "bring its records back"));
      }
    }
  }

  @Test
  void aTailThatStartsBeforeTheBrokerWaitsForIt() {
    try (TestKafka kafka = TestKafka.start(1, Map.of())) {
      LogConnection connection = TestLog.provisioned(kafka, TestRegistry.shared());
      try (Codecs codecs = new Codecs(connection)) {
        codecs.prepare();
        kafka.stopBroker(0);
        try (LogTailer tailer = new LogTailer(connection, codecs, handler, 0)) {
          tailer.start();
          await().atMost(Duration.ofSeconds(10)).until(() -> !handler.unavailable.isEmpty());

          kafka.startBroker(0);

          appendAfresh(connection, codecs, LongStream.of(1));
          await().atMost(RECOVERY).until(() -> handler.events.size() == 1);
        }
      }
    }
  }
}
