package io.lockstep.consistency.cluster;

import io.lockstep.consistency.client.NodeApi;
import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.FreePort;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.log.topic.TopicLayout;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.node.founding.Founding;
import io.lockstep.schema.Token;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import io.lockstep.trust.token.JoinToken;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.SessionTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.TopicPartitionInfo;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Three brokers, a registry and three nodes, each a process, the nodes as {@code lockstep node run}
 * runs them. Topics have three replicas, two of which must be in step.
 */
public final class Cluster implements AutoCloseable {
  /** Most that is waited for anything; the machine may be busy. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String NAME = "consistency";
  private static final int COUNT = 3;
  private static final int ADMIN_MILLIS = 2_000;
  private static final Duration SESSION = Duration.ofDays(1);

  private final Path folder;
  private final Links links = new Links();
  private final List<Child> children = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Brokers brokers;
  private final TestRegistry registry;
  private final ClusterSecret secret = ClusterSecret.generate(1, new SecureRandom());
  private final LogConnection connection;
  private final ScheduledExecutorService supervisor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "supervisor");
            thread.setDaemon(true);
            return thread;
          });

  private Cluster(Path folder) {
    this.folder = folder.toAbsolutePath();
    brokers = new Brokers(this.folder, links, new Owners(children));
    CompletableFuture<Void> formatted = CompletableFuture.runAsync(brokers::start);
    registry = TestRegistry.shared();
    formatted.join();
    connection =
        new LogConnection(
            NAME, brokers.bootstrap(), registry.uri(), this.folder.resolve("schemas"), Map.of());
  }

  /**
   * Starts one and returns when its nodes are ready.
   *
   * @param folder new or empty
   */
  public static Cluster start(Path folder) {
    Cluster cluster = new Cluster(folder);
    try {
      cluster.found();
      cluster.awaitReady();
      cluster.node("n1").api().set("Cluster.connectionTimeout", "2000");
    } catch (RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void found() {
    children.addAll(brokers.children());
    Awaitility.await("topics and schemas")
        .atMost(PATIENCE)
        .pollInSameThread()
        .ignoreExceptions()
        .until(
            () -> {
              new TopicProvisioner(connection, TopicLayout.PRODUCTION).provision();
              return true;
            });
    List<Token> tokens = new ArrayList<>();
    for (int number = 1; number <= COUNT; number++) {
      tokens.add(prepare("n" + number));
    }
    Founding.found(connection, NAME, Optional.of("n1"), "tester", secret, tokens);
    nodes.forEach(node -> node.child().start());
    var unused =
        supervisor.scheduleWithFixedDelay(
            () -> nodes.forEach(node -> node.child().supervise()), 1, 1, TimeUnit.SECONDS);
  }

  /** Makes a node with its secret; returns the token by which it may join. */
  private Token prepare(String id) {
    Path home = folder.resolve(id);
    Disk disk = Disk.at(home);
    Path data = home.resolve("data");
    JoinToken token = JoinToken.generate(new SecureRandom());
    int port = FreePort.find();
    try {
      Files.createDirectories(data);
      new SecretFile(data.resolve(SecretFile.NAME)).create(secret);
      new PrivateFile(data.resolve("join.token"), "join token", "token")
          .create(token.value().getBytes(StandardCharsets.US_ASCII));
      Files.writeString(
          folder.resolve(id + ".properties"),
          settings(id, home, port).entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    NodeClock clock = new NodeClock(folder.resolve(id + ".clock"));
    List<String> command = Jvms.own("160m");
    command.addAll(List.of("io.lockstep.cli.Main", "node", "run", "--config"));
    command.add(folder.resolve(id + ".properties").toString());
    Child child = new Child(id, command, clock.environment(), folder.resolve("logs/" + id));
    children.add(child);
    String session =
        new SessionTokens(NAME, SecretRing.of(secret), Clock.systemUTC(), new SecureRandom())
            .issue("tester", Role.ADMIN, SESSION);
    nodes.add(new Node(child, new NodeApi(port, session), disk, clock));
    return token.issue(Instant.now(), SESSION, id);
  }

  private Map<String, String> settings(String id, Path home, int port) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cluster.name", NAME);
    settings.put("node.id", id);
    settings.put("node.host", id + ".test");
    settings.put("http.port", Integer.toString(port));
    settings.put("data.dir", home.resolve("data").toString());
    settings.put("files.dir", home.resolve("files").toString());
    settings.put("kafka.bootstrap.servers", brokers.bootstrap());
    settings.put("registry.url", registry.uri().toString());
    settings.put("report.interval.ms", "300");
    settings.put("command.timeout.ms", "3000");
    // Often, so that nodes that are killed come back with one.
    settings.put("snapshot.interval.ms", "2000");
    return settings;
  }

  /** Where its log is. */
  public LogConnection connection() {
    return connection;
  }

  /** The folder of what belongs to it: {@code n1}, {@code b1}, {@code logs} and so on. */
  public Path folder() {
    return folder;
  }

  /** The links between its processes. */
  public Links links() {
    return links;
  }

  /** Its nodes, n1 to n3. */
  public List<Node> nodes() {
    return nodes;
  }

  /** A node by its id. */
  public Node node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  /** The processes of its brokers, b1 to b3. */
  public List<Child> brokers() {
    return brokers.children();
  }

  /** Whether every replica of the events is in step; not if nobody can say. */
  public boolean isInSync() {
    return events().filter(it -> it.isr().size() == it.replicas().size()).isPresent();
  }

  private Optional<TopicPartitionInfo> events() {
    String topic = connection.topic(TopicContract.EVENTS);
    Map<String, Object> settings = Map.of("bootstrap.servers", connection.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      return Optional.of(
          admin
              .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(ADMIN_MILLIS))
              .topicNameValues()
              .get(topic)
              .get()
              .partitions()
              .get(0));
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Lets another broker lead the events, and waits until all are in step again. */
  public void moveEvents() {
    until(this::isInSync, () -> "the replicas of the events are not in step");
    Child leader = brokers().get(events().orElseThrow().leader().id() - 1);
    leader.terminate();
    leader.start();
    until(this::isInSync, () -> "the replicas of the events are not in step again");
  }

  /** Waits until every node is ready. */
  public void awaitReady() {
    for (Node node : nodes) {
      until(
          () -> node.api().state().problems().isEmpty(),
          () -> "node " + node.id() + " is not ready:\n" + node.child().tail());
    }
  }

  /** Waits until all nodes are ready and are the same. */
  public NodeApi.State awaitSame() {
    awaitReady();
    List<NodeApi.State> states = new ArrayList<>();
    until(
        () -> {
          states.clear();
          nodes.forEach(node -> states.add(node.api().state()));
          return states.stream().map(NodeApi.State::digest).distinct().count() == 1
              && states.stream().map(NodeApi.State::revision).distinct().count() == 1;
        },
        () -> "the nodes do not become the same: " + states);
    return states.get(0);
  }

  private static void until(Callable<Boolean> condition, Supplier<String> otherwise) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .pollInSameThread()
          .ignoreExceptions()
          .until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(otherwise.get(), e);
    }
  }

  @Override
  public void close() {
    supervisor.shutdownNow();
    nodes.parallelStream().forEach(node -> node.child().kill());
    brokers.close();
    nodes.forEach(node -> node.disk().close());
    secret.close();
  }
}
