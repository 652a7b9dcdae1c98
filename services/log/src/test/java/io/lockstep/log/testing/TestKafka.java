package io.lockstep.log.testing;

import io.lockstep.log.topic.TopicLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;

/**
 * Real Kafka brokers for a test: in containers when a Docker engine answers, else in this JVM.
 * {@code -Dlockstep.test.broker=container|in-vm|auto} forces either. Says in one line which it is.
 */
public final class TestKafka implements AutoCloseable {
  private static final String MODE = "lockstep.test.broker";
  private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(3);
  private static final int TRANSACTION_PARTITIONS = 3;
  private static final Map<Integer, TestKafka> SHARED = new HashMap<>();

  private final int brokers;
  private final KafkaBackend backend;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TestKafka(int brokers, Map<String, String> properties) {
    this.brokers = brokers;
    Map<String, String> settings = new HashMap<>();
    settings.put("auto.create.topics.enable", "false");
    settings.put("transaction.state.log.num.partitions", Integer.toString(TRANSACTION_PARTITIONS));
    // Compaction in a test does not wait for the default 15 s.
    settings.put("log.cleaner.backoff.ms", "200");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.putAll(properties);
    long started = System.nanoTime();
    this.backend = backend(brokers, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtExit, "test-kafka-stop"));
    if (brokers > 1) {
      replicateInternalTopics();
    }
    System.out.printf(
        "Broker for tests: %s at %s, up in %d ms%n",
        backend.description(),
        backend.bootstrapServers(),
        Duration.ofNanos(System.nanoTime() - started).toMillis());
  }

  private static KafkaBackend backend(int brokers, Map<String, String> settings) {
    String mode = System.getProperty(MODE, "auto");
    return switch (mode) {
      case "in-vm" -> new InVmBackend(brokers, settings);
      case "container" -> new ContainerBackend(brokers, settings);
      case "auto" ->
          dockerIsLikely() && ContainerBackend.isAvailable()
              ? new ContainerBackend(brokers, settings)
              : new InVmBackend(brokers, settings);
      default ->
          throw new IllegalArgumentException(
              MODE + " is '" + mode + "': wanted in-vm, container or auto");
    };
  }

  /** Asking Testcontainers takes seconds where there is nothing to find. */
  private static boolean dockerIsLikely() {
    return System.getenv("DOCKER_HOST") != null
        || Files.exists(Path.of("/var/run/docker.sock"))
        || System.getenv("TESTCONTAINERS_HOST_OVERRIDE") != null;
  }

  /** The one broker that all tests of this JVM share; leave it running. */
  public static TestKafka single() {
    return shared(1);
  }

  /** The three brokers that all tests of this JVM share; start again what was stopped. */
  public static TestKafka three() {
    return shared(3);
  }

  private static TestKafka shared(int brokers) {
    synchronized (SHARED) {
      return SHARED.computeIfAbsent(brokers, count -> new TestKafka(count, Map.of()));
    }
  }

  /** Brokers of the test's own, with more settings; close them. */
  public static TestKafka start(int brokers, Map<String, String> properties) {
    return new TestKafka(brokers, properties);
  }

  /** Addresses of all brokers. */
  public String bootstrapServers() {
    return backend.bootstrapServers();
  }

  /** The layout that topics can have here: 1 of 1, or 3 and at least 2. */
  public TopicLayout layout() {
    return brokers >= 3 ? TopicLayout.PRODUCTION : TopicLayout.SANDBOX;
  }

  /** Stops a broker, 0 to n - 1, gracefully: the others take its partitions over. */
  public void stopBroker(int index) {
    backend.stopBroker(index);
  }

  /** Starts a stopped broker, with what it had on disk. */
  public void startBroker(int index) {
    backend.startBroker(index);
  }

  /** The broker that leads the topic's first partition. */
  public int leader(String topic) {
    return describe(topic).partitions().get(0).leader().id();
  }

  /**
   * Moves the topic's only partition to these brokers, and returns once they have it, and no
   * others.
   */
  public void place(String topic, List<Integer> brokers) {
    TopicPartition partition = new TopicPartition(topic, 0);
    admin(
        a ->
            a.alterPartitionReassignments(
                    Map.of(partition, Optional.of(new NewPartitionReassignment(brokers))))
                .all());
    Awaitility.await("topic " + topic + " on brokers " + brokers)
        .atMost(Duration.ofSeconds(60))
        .until(() -> isOn(topic, brokers));
  }

  private boolean isOn(String topic, List<Integer> brokers) {
    TopicPartitionInfo placed = describe(topic).partitions().get(0);
    return brokers.equals(placed.replicas().stream().map(Node::id).toList())
        && placed.isr().size() == brokers.size()
        && placed.leader() != null
        && brokers.contains(placed.leader().id());
  }

  /** Waits until every replica of the topic is in sync. */
  public void awaitInSync(String topic) {
    Awaitility.await("all replicas of " + topic + " in sync")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () ->
                describe(topic).partitions().stream()
                    .allMatch(p -> p.isr().size() == p.replicas().size()));
  }

  /**
   * Sets a topic's settings, by Kafka's names, and returns once a broker tells them: it follows the
   * controller, which has answered before.
   */
  public void configure(String topic, Map<String, String> settings) {
    Collection<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    admin(a -> a.incrementalAlterConfigs(Map.of(resource, changes)).all());
    Awaitility.await("settings of " + topic)
        .until(() -> settings.equals(settings(resource, settings.keySet())));
  }

  private Map<String, String> settings(ConfigResource resource, Collection<String> names) {
    Config config = admin(a -> a.describeConfigs(List.of(resource)).values().get(resource));
    return names.stream()
        .collect(Collectors.toMap(Function.identity(), name -> config.get(name).value()));
  }

  /**
   * Has the topic's log cleaned as soon as there is anything to clean: each append starts a new
   * segment once the last is older than 100 ms, and all but the newest segment are cleaned.
   *
   * @param deleteRetention how long tombstones outlive a cleaning
   */
  public void compactEagerly(String topic, Duration deleteRetention) {
    configure(
        topic,
        Map.of(
            "segment.ms", "100",
            "min.cleanable.dirty.ratio", "0.001",
            "min.compaction.lag.ms", "0",
            "max.compaction.lag.ms", "1000",
            "delete.retention.ms", Long.toString(deleteRetention.toMillis())));
  }

  /** Asks the brokers something. */
  public <T> T admin(Function<Admin, KafkaFuture<T>> request) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      return request.apply(admin).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The test's brokers refuse: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private TopicDescription describe(String topic) {
    return admin(a -> a.describeTopics(List.of(topic)).allTopicNames()).get(topic);
  }

  /** The in-VM brokers would give their own topics one replica: create them before they do. */
  private void replicateInternalTopics() {
    Map<String, String> settings = Map.of("cleanup.policy", "compact", "min.insync.replicas", "2");
    Set<String> existing = admin(a -> a.listTopics().names());
    List<NewTopic> topics =
        List.of(
            new NewTopic("__consumer_offsets", 1, (short) 3).configs(settings),
            new NewTopic("__transaction_state", TRANSACTION_PARTITIONS, (short) 3)
                .configs(settings));
    List<NewTopic> missing = topics.stream().filter(t -> !existing.contains(t.name())).toList();
    admin(a -> a.createTopics(missing).all());
    missing.forEach(topic -> awaitInSync(topic.name()));
  }

  /** Stops the brokers. Not for shared ones. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      backend.close();
    }
  }

  /** Brokers that were left without their controllers stop slowly; the JVM does not wait. */
  private void closeAtExit() {
    Thread closing = new Thread(this::close, "test-kafka-close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(EXIT_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
