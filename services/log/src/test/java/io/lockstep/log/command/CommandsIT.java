package io.lockstep.log.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.topic.TopicContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands from a sender to the primary's reader on a real broker. */
class CommandsIT {
  private static final TestKafka KAFKA = TestKafka.single();

  private LogConnection connection;
  private Codecs codecs;
  private CommandSender sender;
  private CommandReader reader;

  @BeforeEach
  void open() {
    connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    codecs = new Codecs(connection);
    sender = new CommandSender(connection, codecs);
    reader = new CommandReader(connection, codecs);
  }

  @AfterEach
  void close() {
    reader.close();
    sender.close();
    codecs.close();
  }

  private List<CommandRecord> read(int count) {
    List<CommandRecord> read = new ArrayList<>();
    Awaitility.await()
        .pollInSameThread()
        .until(
            () -> {
              read.addAll(reader.poll(Duration.ofMillis(100)));
              return read.size() >= count;
            });
    return read;
  }

  @Test
  void areReadInTheOrderOfTheirOffsets() {
    long first = sender.send(Samples.set("c1", "k", "1")).join();
    long second = sender.send(Samples.set("c2", "k", "2")).join();
    reader.seekToCommitted(-1);

    List<CommandRecord> commands = read(2);
    assertThat(commands).extracting(CommandRecord::offset).containsExactly(first, second);
    assertThat(commands)
        .extracting(CommandRecord::command)
        .containsExactly(Samples.set("c1", "k", "1"), Samples.set("c2", "k", "2"));
    assertThat(commands)
        .allSatisfy(
            command ->
                assertThat(Instant.ofEpochMilli(command.time()))
                    .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
  }

  @Test
  void areReadFromTheFirstThatIsNotDecided() {
    sender.send(Samples.set("c1", "k", "1")).join();
    long second = sender.send(Samples.set("c2", "k", "2")).join();
    try (FencedAppender appender = new FencedAppender(connection, codecs)) {
      appender.fence();
      appender.append(new Batch(List.of(), List.of(), List.of(), List.of(), second));
    }

    reader.seekToCommitted(-1);

    assertThat(read(1)).extracting(CommandRecord::offset).containsExactly(second);
  }

  @Test
  void theLongestSetOfChangesFits() {
    String value = "x".repeat(TopicContract.MAX_RECORD_BYTES - 4096);
    sender.send(Samples.set("c1", "k", value)).join();
    reader.seekToCommitted(-1);

    assertThat(read(1)).extracting(CommandRecord::unreadable).containsExactly((String) null);
  }

  @Test
  void oneThatIsTooLongIsRefused() {
    String value = "x".repeat(TopicContract.MAX_RECORD_BYTES);

    assertThatThrownBy(() -> sender.send(Samples.set("c1", "k", value)).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(OversizedRecordException.class)
        .hasMessageContaining("The command c1")
        .hasMessageContaining(connection.topic(TopicContract.COMMANDS));
  }

  @Test
  void oneThatCannotBeReadIsHandedOverWithTheReason() throws Exception {
    try (KafkaProducer<String, byte[]> stranger =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      stranger
          .send(
              new ProducerRecord<>(
                  connection.topic(TopicContract.COMMANDS),
                  "c1",
                  "not Avro".getBytes(StandardCharsets.UTF_8)))
          .get();
    }
    sender.send(Samples.barrier("c2")).join();
    reader.seekToCommitted(-1);

    List<CommandRecord> read = read(2);

    assertThat(read.get(0).command()).isNull();
    assertThat(read.get(0).unreadable()).contains("Confluent wire format");
    assertThat(read.get(1).command()).isEqualTo(Samples.barrier("c2"));
  }

  @Test
  void aWaitingReaderCanBeWokenUp() {
    reader.seekToCommitted(-1);
    reader.wakeup();

    assertThat(reader.poll(Duration.ofMinutes(5))).isEmpty();
  }

  @Test
  void itIsCertainThatNothingWasWrittenWhereNoBrokerWasEverReached() {
    LogConnection nowhere =
        new LogConnection(
            connection.cluster(),
            "127.0.0.1:9",
            connection.registry(),
            Path.of("unused"),
            Map.of("max.block.ms", "500"));
    try (CommandSender deaf = new CommandSender(nowhere, codecs)) {
      assertThatThrownBy(() -> deaf.send(Samples.barrier("c1")).join())
          .cause()
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("127.0.0.1:9");
    }
  }

  @Test
  void itIsCertainThatNothingWasWrittenWhileTheBrokerIsKnownToBeGone() {
    try (TestKafka own = TestKafka.start(1, Map.of())) {
      LogConnection lost = TestLog.provisioned(own, TestRegistry.shared());
      try (Codecs ownCodecs = new Codecs(lost);
          CommandSender deaf = new CommandSender(lost, ownCodecs)) {
        deaf.send(Samples.barrier("c1")).join();
        own.stopBroker(0);

        assertThatThrownBy(() -> deaf.send(Samples.barrier("c2")).join())
            .cause()
            .isInstanceOf(LogUnavailableException.class);
      }
    }
  }
}
