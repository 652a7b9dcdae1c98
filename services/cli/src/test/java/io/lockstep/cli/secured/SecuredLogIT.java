package io.lockstep.cli.secured;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lockstep.cli.Run;
import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.journal.JournalCursor;
import io.lockstep.log.journal.JournalReader;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.log.tail.LogTailer;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.log.tail.TailHandler;
import io.lockstep.log.topic.AclProvisioner;
import io.lockstep.log.topic.AdminRequests;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicVerifier;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.EntityKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each user of a guarded broker can do, and no more; with real nodes. */
@Tag("long")
class SecuredLogIT {
  @TempDir private static Path folder;
  private static SecuredCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new SecuredCluster(folder.resolve("guarded"));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void letsTheEligibleNodeBePrimaryAndTheOtherBeOnline() throws Exception {
    LogConnection viewer = cluster.as("viewer");
    Map<String, NodeReport> reports = new ConcurrentHashMap<>();
    TailHandler handler =
        new TailHandler() {
          @Override
          public void onBatch(TailBatch batch) {
            batch.reports().forEach(report -> reports.put(report.getNode(), report));
          }

          @Override
          public void onUnavailable(String reason) {
            throw new AssertionError(reason);
          }
        };

    try (Codecs codecs = new Codecs(viewer);
        LogTailer tailer = new LogTailer(viewer, codecs, handler, 0)) {
      tailer.start();

      await()
          .atMost(60, SECONDS)
          .untilAsserted(
              () ->
                  assertThat(reports)
                      .hasSize(2)
                      .allSatisfy((id, r) -> assertThat(r.getState()).isEqualTo(NodeState.ONLINE)));
      assertThat(journal(viewer, codecs))
          .anySatisfy(entry -> assertThat(EntityKeys.of(entry.getEvent())).isEqualTo("node/n2"))
          .anySatisfy(entry -> assertThat(EntityKeys.of(entry.getEvent())).isEqualTo("primary"));
    }
  }

  private static List<JournalEntry> journal(LogConnection log, Codecs codecs) {
    List<JournalEntry> entries = new ArrayList<>();
    new JournalReader(log, codecs).read(record -> entries.add(record.entry()));
    return entries;
  }

  @Test
  void givesEachRoleExactlyItsRights() {
    assertThat(new AclProvisioner(cluster.as("admin"), SecuredCluster.PRINCIPALS).verify())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TopicContract.class)
  void letsAViewerReadEveryTopicAndWriteNone(TopicContract topic) throws Exception {
    LogConnection viewer = cluster.as("viewer");

    assertThat(new TopicVerifier(viewer, TopicLayout.SANDBOX, List.of(topic)).verify()).isEmpty();
    assertThatThrownBy(() -> write(viewer, topic))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void letsAViewerNeitherMakeTopicsNorChangeRightsNorBePrimary() {
    LogConnection viewer = cluster.as("viewer");

    try (AdminRequests admin = new AdminRequests(viewer)) {
      assertThatThrownBy(
              () ->
                  admin.ask(
                      "create topic x",
                      a -> a.createTopics(List.of(new NewTopic("x", 1, (short) 1))).all()))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("The user of this client lacks a right");
    }
    assertThatThrownBy(() -> new AclProvisioner(viewer, SecuredCluster.PRINCIPALS).verify())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("may not administer the Kafka cluster");
    assertThatThrownBy(() -> fence(viewer))
        .isInstanceOf(LogUnavailableException.class)
        .hasRootCauseInstanceOf(TransactionalIdAuthorizationException.class);
  }

  @ParameterizedTest
  @EnumSource(TopicContract.class)
  void letsANodeThatMayNotBecomePrimaryWriteOnlyWhatItMust(TopicContract topic) throws Exception {
    LogConnection node = cluster.as("n2");

    switch (topic) {
      case CONTENT -> assertThat(write(node, topic)).isNotNegative();
      case COMMANDS, NODE_REPORTS -> assertMayWrite(node, topic);
      default ->
          assertThatThrownBy(() -> write(node, topic))
              .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void letsEveryNodeReadThePast() {
    for (String user : List.of("n1", "n2")) {
      LogConnection node = cluster.as(user);
      try (Codecs codecs = new Codecs(node);
          JournalCursor cursor = new JournalCursor(node, codecs, entry -> true)) {
        assertThat(cursor.first()).as(user).isEqualTo(1);
      }
    }
  }

  /** Not by writing: nodes read these. */
  private static void assertMayWrite(LogConnection node, TopicContract topic) {
    try (KafkaProducer<String, byte[]> producer = producer(node)) {
      assertThat(producer.partitionsFor(node.topic(topic))).hasSize(1);
    }
  }

  @Test
  void doesNotLetANodeThatMayNotBecomePrimaryTakeTheFence() {
    assertThatThrownBy(() -> fence(cluster.as("n2")))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("TransactionalIdAuthorizationException")
        .hasMessageContaining("'lockstep topics provision' gives it");
  }

  @Test
  void saysThatThePasswordIsWrong() {
    LogConnection wrong =
        cluster.as(
            "n1",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"n1\" password=\"not-the-one\";");

    assertThatThrownBy(() -> new TopicVerifier(wrong, TopicLayout.SANDBOX).require())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("do not accept this client's user or password")
        .hasMessageNotContaining("not-the-one");
    assertThat(wrong.toString()).doesNotContain("not-the-one").contains("sasl.jaas.config");
  }

  @Test
  void saysThatTheBrokersSpeakTlsAndTheClientDoesNot() {
    LogConnection plaintext = cluster.with(Map.of());

    assertThatThrownBy(() -> new TopicVerifier(plaintext, TopicLayout.SANDBOX).require())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("it speaks TLS, and this client does not")
        .hasMessageContaining("kafka.security.protocol");
  }

  @Test
  void saysThatTheCertificateIsNotTrusted() {
    LogConnection stranger = cluster.as("viewer", "ssl.truststore.location", null);
    LogConnection other = withoutTruststore(stranger);

    assertThatThrownBy(() -> new TopicVerifier(other, TopicLayout.SANDBOX).require())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("No TLS connection comes about")
        .hasMessageContaining("kafka.ssl.truststore.location");
    try (Codecs codecs = new Codecs(freshCache(other))) {
      assertThatThrownBy(codecs::prepare)
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("unable to find valid certification path");
    }
  }

  private static LogConnection withoutTruststore(LogConnection log) {
    Map<String, String> client = new java.util.HashMap<>(log.clientProperties());
    client.keySet().removeIf(name -> name.contains("truststore"));
    return cluster.with(client);
  }

  private static LogConnection freshCache(LogConnection log) {
    return new LogConnection(
        log.cluster(),
        log.bootstrapServers(),
        log.registry(),
        folder.resolve("no-schemas"),
        log.clientProperties());
  }

  @Test
  void isLookedAtFromTheCommandLineByAViewerAndProvisionedByTheAdministrator() throws Exception {
    String sandbox = cluster.folder().toString();
    String admin = cluster.folder().resolve("security/admin.properties").toString();

    Run verify = Run.lockstep("topics", "verify", "--cluster", sandbox);
    Run provision =
        Run.lockstep(
            "topics",
            "provision",
            "--cluster",
            sandbox,
            "--client-config",
            admin,
            "--eligible",
            "User:n1",
            "--member",
            "User:n2",
            "--viewer",
            "User:viewer",
            "--status",
            "User:status");
    Run rights =
        Run.lockstep(
            "topics",
            "verify",
            "--cluster",
            sandbox,
            "--client-config",
            admin,
            "--eligible",
            "User:n1",
            "--eligible",
            "User:n2",
            "--viewer",
            "User:viewer",
            "--status",
            "User:status");
    Run refused = Run.lockstep("topics", "verify", "--cluster", sandbox, "--eligible", "User:n1");

    assertThat(verify.err()).isEmpty();
    assertThat(verify.exitCode()).isZero();
    assertThat(provision.out()).contains("nothing to do");
    assertThat(rights.exitCode()).isEqualTo(6);
    assertThat(rights.out())
        .containsPattern("topic lockstep.guarded.events +WRITE of User:n2 +refused +allowed");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err()).contains("may not administer the Kafka cluster");
    assertThat(Files.readString(cluster.folder().resolve("cluster.json")))
        .contains("viewer.properties")
        .doesNotContain("password");
  }

  @Test
  void keepsPasswordsOutOfLogsAndOfWhatOthersMayRead() throws IOException {
    List<String> passwords = new ArrayList<>();
    for (String user : List.of("admin", "kafka", "viewer", "n1", "n2")) {
      String login = cluster.as(user).clientProperties().get("sasl.jaas.config");
      passwords.add(login.replaceFirst(".*password=\"", "").replaceFirst("\".*", ""));
    }

    try (Stream<Path> files = Files.walk(cluster.folder())) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> holds(file, passwords)))
          .hasSizeGreaterThan(passwords.size())
          .allSatisfy(
              file -> {
                assertThat(file.toString()).containsAnyOf("/security/", "server.properties");
                assertThat(Files.getPosixFilePermissions(file))
                    .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
              });
    }
  }

  private static boolean holds(Path file, List<String> passwords) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return passwords.stream().anyMatch(text::contains);
    } catch (IOException e) {
      return false; // removed meanwhile
    }
  }

  private static void fence(LogConnection log) {
    try (Codecs codecs = new Codecs(log);
        FencedAppender appender = new FencedAppender(log, codecs)) {
      appender.fence();
    }
  }

  private static long write(LogConnection log, TopicContract topic) throws ExecutionException {
    try (KafkaProducer<String, byte[]> producer = producer(log);
        LogEnds ends = new LogEnds(log)) {
      assertThat(ends.eventsEnd()).isPositive();
      return producer
          .send(new ProducerRecord<>(log.topic(topic), 0, "sha256/0", new byte[] {1}))
          .get()
          .offset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Without idempotence, which a user without a topic to write to is refused before. */
  private static KafkaProducer<String, byte[]> producer(LogConnection log) {
    Map<String, Object> settings = ClientSettings.commands(log);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }
}
