package io.lockstep.cli.others;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.cli.Run;
import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import io.lockstep.schema.ContentChunk;
import io.lockstep.schema.topic.TopicContract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not Lockstep's decodes every topic, and finds in it what Lockstep finds. */
@Tag("long")
class OtherClientsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temporary;

  private KafkaJs kafkaJs;
  private SandboxOptions options;
  private Sandbox sandbox;
  private LogConnection connection;
  private TopicCodecs codecs;

  @BeforeEach
  void start() throws Exception {
    kafkaJs = KafkaJs.installIn(temporary.resolve("js"));
    options =
        SandboxOptions.of(temporary.resolve("sandbox"))
            .withNodes(2)
            .withPorts(SandboxPorts.free())
            .withOwned(true);
    sandbox = Sandbox.up(options, new SandboxCluster(options, "admin"), Progress.SILENT);
    connection =
        new LogConnection(
            options.cluster(),
            options.kafka(),
            options.registry(),
            temporary.resolve("schemas"),
            Map.of());
    codecs = new TopicCodecs(connection);
  }

  @AfterEach
  void stop() {
    if (codecs != null) {
      codecs.close();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void kafkaJsDecodesEveryTopicAsLockstepDoes() throws Exception {
    fillEveryTopic();

    Map<TopicContract, List<Decoded>> ours = new LinkedHashMap<>();
    for (TopicContract contract : TopicContract.values()) {
      ours.put(contract, Decoded.byLockstep(connection, codecs, contract));
    }
    Map<String, Long> last =
        ours.values().stream()
            .map(records -> records.get(records.size() - 1))
            .collect(toMap(Decoded::topic, Decoded::offset));
    List<Decoded> theirs =
        kafkaJs.read(
            options.kafka(),
            "http://127.0.0.1:" + options.ports().registry() + "/apis/ccompat/v7",
            last);

    ours.forEach((contract, records) -> assertThat(of(contract, theirs)).isEqualTo(records));
    assertRevisionsAreWithoutGaps(of(TopicContract.JOURNAL, theirs));
    assertThat(valueOf("mail.host", of(TopicContract.CONFIGURATION, theirs))).isEqualTo("mx1");
  }

  private void fillEveryTopic() throws Exception {
    lockstep("config", "set", "mail.host", "mx1");
    lockstep("config", "set", "mail.note", "Grüße, 世界");
    lockstep("config", "set", "mail.gone", "soon");
    lockstep("config", "unset", "mail.gone");
    lockstep("config", "set", "site.note", "here", "--node", "n2");
    lockstep("cert", "generate", "--alias", "shop", "--names", "shop.example", "--by-ca");
    lockstep("primary", "promote", "n2");
    // More than there are: an alert.
    lockstep("config", "set", "Cluster.minimumNodes", "3");
    writeContent();
    for (TopicContract contract : TopicContract.values()) {
      await(contract.suffix() + " has records")
          .atMost(PATIENCE)
          .until(() -> !Decoded.byLockstep(connection, codecs, contract).isEmpty());
    }
  }

  /** Nothing of Lockstep writes content yet; the schema is there for whoever will. */
  private void writeContent() throws Exception {
    codecs.prepare(List.of(TopicContract.CONTENT));
    ContentChunk chunk =
        ContentChunk.newBuilder()
            .setSha256(ByteBuffer.wrap(new byte[32]))
            .setIndex(0)
            .setCount(1)
            .setData(ByteBuffer.wrap(new byte[] {0, 1, 127, -128, -1}))
            .build();
    byte[] value = codecs.<ContentChunk>of(TopicContract.CONTENT).encode(chunk);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", options.kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(connection.topic(TopicContract.CONTENT), "00/0", value))
          .get();
    }
  }

  private void lockstep(String... arguments) {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--cluster", options.dir().toString()));
    Run run = Run.lockstep(command.toArray(String[]::new));
    assertThat(run.exitCode()).as(command + ": " + run.err()).isZero();
  }

  private List<Decoded> of(TopicContract contract, List<Decoded> records) {
    String topic = connection.topic(contract);
    return records.stream()
        .filter(record -> record.topic().equals(topic))
        .sorted(Comparator.comparingLong(Decoded::offset))
        .toList();
  }

  private static String valueOf(String parameter, List<Decoded> configuration) {
    return configuration.stream()
        .map(Decoded::value)
        .filter(value -> value.path("key").asText().equals(parameter))
        .reduce((older, newer) -> newer)
        .orElseThrow()
        .at("/value/string")
        .asText();
  }

  private static void assertRevisionsAreWithoutGaps(List<Decoded> journal) {
    assertThat(journal).hasSizeGreaterThan(5);
    assertThat(journal)
        .extracting(record -> Long.parseLong(record.key()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, journal.size()).boxed().toList());
  }
}
