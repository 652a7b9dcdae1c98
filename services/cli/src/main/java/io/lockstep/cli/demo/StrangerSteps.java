package io.lockstep.cli.demo;

import io.lockstep.cli.client.NodeState;
import io.lockstep.cli.client.NodeState.StateProblem;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Who does not belong gets nowhere. */
final class StrangerSteps {
  private static final String STRANGER = "stranger";
  private static final String PARAMETER = CertificateSteps.PARAMETER;
  private static final String ENTITY = EntityKeys.configuration(PARAMETER, EntityKeys.SHARED);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DemoCluster cluster;

  StrangerSteps(DemoCluster cluster) {
    this.cluster = cluster;
  }

  List<Step> steps() {
    return List.of(
        new Step("a node with another cluster secret is refused", this::otherSecret),
        new Step("a forged record in the log is refused and repaired", this::forgedRecord));
  }

  private String otherSecret() throws Exception {
    Path folder = cluster.options().dir().resolve(STRANGER);
    Path data = Files.createDirectories(folder.resolve("data"));
    String fingerprint;
    try (ClusterSecret other = ClusterSecret.generate(1, new SecureRandom())) {
      new SecretFile(data.resolve(SecretFile.NAME)).create(other);
      fingerprint = other.fingerprint();
    }
    Path log = cluster.options().dir().resolve("logs/" + STRANGER + ".log");
    Process node = start(settings(folder), log);
    if (!node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      node.destroyForcibly();
      throw new Proof.Failed("the stranger still runs after " + PATIENCE.toSeconds() + " s");
    }
    String said = Files.readString(log);
    Proof.same("the exit code of the stranger", ExitCodes.REFUSED, node.exitValue());
    Proof.require(
        said.contains("secret-mismatch") && said.contains(fingerprint),
        "the stranger says: " + said.strip());
    for (String id : cluster.ids()) {
      Proof.require(
          cluster.client(id).nodes().items().stream().noneMatch(n -> n.id().equals(STRANGER)),
          "the stranger is a member for " + id);
    }
    Proof.require(!Files.exists(folder.resolve("files/servers")), "the stranger wrote files");
    return "exit code 6, secret-mismatch with both fingerprints; it applied nothing and wrote"
        + " nothing";
  }

  /** As n1's, but for itself. */
  private Path settings(Path folder) throws IOException {
    Properties settings = new Properties();
    try (var in = Files.newInputStream(cluster.options().dir().resolve("n1/node.properties"))) {
      settings.load(in);
    }
    int port = freePort();
    settings.put("node.id", STRANGER);
    settings.put("node.host", STRANGER + ".localhost");
    settings.put("node.url", "https://127.0.0.1:" + port);
    settings.put("node.admin.url", "https://" + STRANGER + ".localhost:444");
    settings.put("http.port", Integer.toString(port));
    settings.put("data.dir", folder.resolve("data").toString());
    settings.put("files.dir", folder.resolve("files").toString());
    Path file = folder.resolve("node.properties");
    try (var out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    return file;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private Process start(Path settings, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(cluster.options().nodeProgram());
    command.addAll(List.of("node", "run", "--config", settings.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private String forgedRecord() throws Exception {
    Event truth = newest();
    byte[] file = cluster.file("n1", "configuration.properties");
    long begin = System.nanoTime();

    long offset = write(forgedFrom(truth));

    for (String id : cluster.ids()) {
      Wait.until(id + " to find the forged record", PATIENCE, () -> warning(id, offset));
    }
    Event repaired =
        Wait.until(
            "the true state in the log again",
            PATIENCE,
            () -> Optional.of(newest()).filter(e -> e.getRevision() > truth.getRevision()));
    cluster.awaitWritten(repaired.getRevision());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    Proof.same("the repaired state", truth.getPayload(), repaired.getPayload());
    for (String id : cluster.ids()) {
      Proof.same("the state of " + id, "ONLINE", cluster.state(id).state());
      Proof.require(
          Arrays.equals(file, cluster.file(id, "configuration.properties")),
          "configuration.properties of " + id + " has changed");
    }
    return "offset "
        + offset
        + " said "
        + PARAMETER
        + "=forged; every node reports TAMPERED with that offset, none applied it; the primary"
        + " wrote the true state as revision "
        + repaired.getRevision()
        + "; all nodes were right again after "
        + took.toMillis()
        + " ms";
  }

  private Optional<StateProblem> warning(String id, long offset) {
    NodeState state = cluster.state(id);
    return state.warnings().stream()
        .filter(w -> w.code().equals("tampered") && Long.valueOf(offset).equals(w.offset()))
        .findFirst();
  }

  /** The newest event of the parameter, as the journal has it. */
  private Event newest() {
    return cluster.journal().stream()
        .map(record -> record.entry().getEvent())
        .filter(event -> EntityKeys.of(event).equals(ENTITY))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  /** With the true event's MAC, which is the best that a forger without the secret can do. */
  private Event forgedFrom(Event truth) {
    long next = cluster.state("n1").revision() + 1;
    return Event.newBuilder(truth)
        .setRevision(next)
        .setPayload(ConfigurationChanged.newBuilder().setKey(PARAMETER).setValue("forged").build())
        .build();
  }

  private long write(Event forged) throws Exception {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            cluster.connection().bootstrapServers(),
            ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
            false);
    try (Codecs codecs = new Codecs(cluster.connection())) {
      codecs.prepare();
      try (KafkaProducer<String, byte[]> producer =
          new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
        return producer
            .send(
                new ProducerRecord<>(
                    cluster.connection().topic(TopicContract.EVENTS),
                    ENTITY,
                    codecs.events().encode(forged)))
            .get()
            .offset();
      }
    }
  }
}
