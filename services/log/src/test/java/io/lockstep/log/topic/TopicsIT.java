package io.lockstep.log.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.SchemaRegistry;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.topic.TopicContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics and schemas on a real broker and registry. */
class TopicsIT {
  private static final TestKafka KAFKA = TestKafka.single();
  private static final TestRegistry REGISTRY = TestRegistry.shared();

  private static TopicVerifier verifier(LogConnection connection) {
    return new TopicVerifier(connection, KAFKA.layout());
  }

  @Test
  void provisionsWhatItThenFindsFit() {
    LogConnection connection = TestLog.connection(KAFKA, REGISTRY);

    List<String> done = new TopicProvisioner(connection, KAFKA.layout()).provision();

    assertThat(done)
        .hasSize(3 * TopicContract.values().length)
        .anyMatch(line -> line.contains("created topic " + connection.topic(TopicContract.EVENTS)));
    assertThat(verifier(connection).verify()).isEmpty();
  }

  @Test
  void provisioningAgainDoesNothing() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);

    List<String> done = new TopicProvisioner(connection, KAFKA.layout()).provision();

    assertThat(done).isEmpty();
  }

  @Test
  void provisioningCorrectsSettings() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    String topic = connection.topic(TopicContract.EVENTS);
    KAFKA.configure(topic, Map.of("cleanup.policy", "delete"));

    List<String> done = new TopicProvisioner(connection, KAFKA.layout()).provision();

    assertThat(done)
        .containsExactly("set cleanup.policy of topic " + topic + " to compact, was delete");
    assertThat(verifier(connection).verify()).isEmpty();
  }

  @Test
  void reportsBeginWithShortSegmentsWhichMayBeOthers() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    String topic = connection.topic(TopicContract.NODE_REPORTS);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    assertThat(segmentMillis(resource)).isEqualTo("600000");

    KAFKA.configure(topic, Map.of("segment.ms", "7200000"));

    assertThat(new TopicProvisioner(connection, KAFKA.layout()).provision()).isEmpty();
    assertThat(verifier(connection).verify()).isEmpty();
    assertThat(segmentMillis(resource)).isEqualTo("7200000");
  }

  private static String segmentMillis(ConfigResource topic) {
    return KAFKA
        .admin(admin -> admin.describeConfigs(List.of(topic)).values().get(topic))
        .get("segment.ms")
        .value();
  }

  @ParameterizedTest
  @CsvSource({
    "EVENTS, cleanup.policy, delete, compact",
    "EVENTS, message.timestamp.type, CreateTime, LogAppendTime",
    "EVENTS, unclean.leader.election.enable, true, false",
    "JOURNAL, cleanup.policy, compact, delete",
    "JOURNAL, retention.ms, 604800000, -1",
    "JOURNAL, retention.bytes, 1000000, -1",
    "COMMANDS, retention.ms, 1000, at least 604800000",
    "COMMANDS, max.message.bytes, 1048588, at least 16777216",
    "OUTCOMES, cleanup.policy, compact, 'compact,delete'",
    "NODE_REPORTS, retention.ms, 1000, at least 604800000",
    "NODE_STATUS, cleanup.policy, delete, compact",
    "ALERTS, retention.ms, 1000, at least 2592000000",
  })
  void findsAWrongSetting(TopicContract contract, String setting, String actual, String wanted) {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    String topic = connection.topic(contract);
    KAFKA.configure(topic, Map.of(setting, actual));

    List<TopicProblem> problems = verifier(connection).verify();

    assertThat(problems)
        .containsExactly(new TopicProblem(topic, setting, actual, wanted, "topic configuration"));
  }

  @Test
  void looksOnlyAtTheTopicsThatItIsGiven() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    KAFKA.configure(
        connection.topic(TopicContract.NODE_STATUS), Map.of("cleanup.policy", "delete"));

    List<TopicProblem> problems =
        new TopicVerifier(connection, KAFKA.layout(), TopicContract.ofNodes()).verify();

    assertThat(problems).isEmpty();
  }

  @Test
  void saysWhichTopicsHaveTooFewReplicasAndStayAsTheyAre() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);

    assertThat(new TopicProvisioner(connection, KAFKA.layout()).left()).isEmpty();
    assertThat(new TopicProvisioner(connection, TopicLayout.PRODUCTION).left())
        .hasSize(TopicContract.values().length)
        .extracting(TopicProblem::setting)
        .containsOnly("replication.factor");
  }

  @Test
  void findsTooFewReplicas() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    TopicVerifier strict = new TopicVerifier(connection, TopicLayout.PRODUCTION);

    assertThat(strict.verify())
        .hasSize(2 * TopicContract.values().length)
        .contains(
            new TopicProblem(
                connection.topic(TopicContract.EVENTS),
                "replication.factor",
                "1",
                "at least 3",
                "topic"),
            new TopicProblem(
                connection.topic(TopicContract.EVENTS),
                "min.insync.replicas",
                "1",
                "at least 2",
                "topic configuration"));
  }

  @Test
  void findsTooManyPartitions() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    String topic = connection.topic(TopicContract.COMMANDS);
    KAFKA.admin(a -> a.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all());

    await() // the broker follows the controller, which has answered before
        .untilAsserted(
            () ->
                assertThat(verifier(connection).verify())
                    .containsExactly(new TopicProblem(topic, "partitions", "2", "1", "topic")));
  }

  @Test
  void acceptsLongerRetention() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    KAFKA.configure(connection.topic(TopicContract.COMMANDS), Map.of("retention.ms", "-1"));

    assertThat(verifier(connection).verify()).isEmpty();
  }

  @Test
  void refusesMissingTopicsNamingAll() {
    LogConnection connection = TestLog.connection(KAFKA, REGISTRY);

    assertThatThrownBy(() -> verifier(connection).require())
        .isInstanceOf(TopicsUnfitException.class)
        .hasMessageContaining(connection.topic(TopicContract.EVENTS))
        .hasMessageContaining(connection.topic(TopicContract.NODE_REPORTS))
        .hasMessageContaining("topics provision");
  }

  @Test
  void saysWhatToDoWithFewerBrokersThanCopies() {
    LogConnection connection = TestLog.connection(KAFKA, REGISTRY);

    assertThatThrownBy(() -> new TopicProvisioner(connection, TopicLayout.PRODUCTION).provision())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining(
            "cannot keep 3 copies of topic " + connection.topic(TopicContract.EVENTS))
        .hasMessageContaining("--replication 1");
  }

  @Test
  void tellsOnceWhatIsWrongWithSeveralTopics() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    TopicVerifier three = new TopicVerifier(connection, TopicLayout.PRODUCTION);

    assertThatThrownBy(three::require)
        .isInstanceOf(TopicsUnfitException.class)
        .satisfies(
            e ->
                assertThat(
                        e.getMessage()
                            .lines()
                            .filter(line -> line.contains("replication.factor is")))
                    .singleElement()
                    .asString()
                    .contains(connection.topic(TopicContract.EVENTS))
                    .contains(connection.topic(TopicContract.ALERTS))
                    .endsWith("replication.factor is 1 (from topic), wanted at least 3"))
        .hasMessageContaining("--replication and --min-insync")
        .hasMessageContaining("topics.replication.factor");
  }

  @Test
  void refusesBrokersWithOldTransactions() {
    try (TestKafka old = TestKafka.start(1, Map.of())) {
      LogConnection connection = TestLog.provisioned(old, REGISTRY);
      old.admin(
          a ->
              a.updateFeatures(
                      Map.of(
                          "transaction.version",
                          new org.apache.kafka.clients.admin.FeatureUpdate(
                              (short) 1,
                              org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType
                                  .SAFE_DOWNGRADE)),
                      new org.apache.kafka.clients.admin.UpdateFeaturesOptions())
                  .all());

      List<TopicProblem> problems = new TopicVerifier(connection, old.layout()).verify();

      assertThat(problems)
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.setting()).isEqualTo("transaction.version");
                assertThat(problem.actual()).isEqualTo("1");
              });
    }
  }

  @Test
  void saysWhichBrokersDoNotAnswer() {
    LogConnection nowhere =
        new LogConnection(
            "east",
            "127.0.0.1:9",
            REGISTRY.uri(),
            Path.of("unused"),
            Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "500"));

    assertThatThrownBy(() -> verifier(nowhere).require())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("127.0.0.1:9")
        .hasMessageContaining("kafka.bootstrap.servers");
  }

  @Test
  void saysWhichBrokersHaveNoAddress() {
    LogConnection nowhere =
        new LogConnection(
            "east", "broker.invalid:9092", REGISTRY.uri(), Path.of("unused"), Map.of());

    assertThatThrownBy(() -> verifier(nowhere).require())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("broker.invalid:9092");
  }

  @Test
  void saysWhichRegistryDoesNotAnswer() {
    LogConnection connection = TestLog.connection(KAFKA, REGISTRY);
    LogConnection deaf =
        new LogConnection(
            connection.cluster(),
            connection.bootstrapServers(),
            URI.create("http://127.0.0.1:9/apis/registry/v3"),
            connection.schemaCache(),
            Map.of());

    assertThatThrownBy(() -> new TopicProvisioner(deaf, KAFKA.layout()).provision())
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("http://127.0.0.1:9/apis/registry/v3");
  }

  @Test
  void theRegistryRefusesASchemaThatEarlierVersionsCannotRead() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    String topic = connection.topic(TopicContract.OUTCOMES);
    String withoutDefault =
        TopicContract.OUTCOMES
            .schema()
            .toString()
            .replaceFirst(
                "\\{\"name\":\"commandId\"",
                "{\"name\":\"added\",\"type\":\"string\"},{\"name\":\"commandId\"");
    SchemaProvisioner provisioner = new SchemaProvisioner(connection);
    try (SchemaRegistry registry = new SchemaRegistry(connection)) {
      assertThatThrownBy(() -> provisioner.register(registry, topic, withoutDefault))
          .isInstanceOf(IncompatibleSchemaException.class)
          .hasMessageContaining(topic)
          .hasMessageContaining("FULL_TRANSITIVE");
    }
  }

  @Test
  void theRegistryTakesASchemaThatAllVersionsCanRead() {
    LogConnection connection = TestLog.provisioned(KAFKA, REGISTRY);
    String topic = connection.topic(TopicContract.OUTCOMES);
    String withDefault =
        TopicContract.OUTCOMES
            .schema()
            .toString()
            .replaceFirst(
                "\\{\"name\":\"commandId\"",
                "{\"name\":\"added\",\"type\":\"string\",\"default\":\"\"},"
                    + "{\"name\":\"commandId\"");
    SchemaProvisioner provisioner = new SchemaProvisioner(connection);
    try (SchemaRegistry registry = new SchemaRegistry(connection)) {
      Optional<String> done = provisioner.register(registry, topic, withDefault);

      assertThat(done).hasValue("registered version 2 of schema " + topic + "-value");
    }
  }
}
