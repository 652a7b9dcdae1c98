package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.FreePort;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.node.NodeService;
import io.lockstep.node.cluster.ClusterNode.Look;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.testing.TestSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A cluster of a test: its topics, its nodes, its clients, and its check at the end. */
public final class TestCluster implements AutoCloseable {
  /** Most that is waited for anything; the machine may be busy. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestKafka kafka;
  private int spares;
  private final LogConnection connection;
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, ClusterNode> nodes = new ConcurrentSkipListMap<>();
  private final List<RecordingClient> clients = new ArrayList<>();

  private TestCluster(TestKafka kafka, LogConnection connection) {
    this.kafka = kafka;
    this.connection = connection;
    settings.put("report.interval.ms", "300");
    settings.put("command.timeout.ms", "3000");
  }

  /** Topics and founding event of a new cluster on three brokers; no nodes yet. */
  public static TestCluster found(Optional<String> firstNode) {
    return found(TestKafka.three(), TestRegistry.shared(), firstNode);
  }

  /** The same, on other brokers or with another registry. */
  public static TestCluster found(
      TestKafka kafka, TestRegistry registry, Optional<String> firstNode) {
    LogConnection connection = TestLog.provisioned(kafka, registry);
    io.lockstep.node.testing.TestCluster.found(connection, firstNode);
    return new TestCluster(kafka, connection);
  }

  /** Where its log is. */
  public LogConnection connection() {
    return connection;
  }

  /** Sets a node setting for all nodes that start from now on. */
  public TestCluster with(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Starts nodes as processes, at the same time, and waits until they are ready. */
  public void startProcesses(String... ids) {
    for (String id : ids) {
      process(id);
    }
    awaitReady(ids);
  }

  /** Starts a node as a process; it is not ready yet. */
  public NodeProcess process(String id) {
    NodeProcess node = NodeProcess.start(settings(id), folder(id).resolve("log"));
    nodes.put(id, node);
    return node;
  }

  /** Starts nodes in this process and waits until they are ready. */
  public void startLocal(String... ids) {
    Arrays.stream(ids).parallel().forEach(this::local);
    awaitReady(ids);
  }

  /** Starts a node in this process; it is not ready yet. */
  public LocalNode local(String id) {
    LocalNode node = new LocalNode(NodeService.start(NodeSettings.of(settings(id))));
    nodes.put(id, node);
    return node;
  }

  /** The settings of a node. */
  public synchronized Map<String, String> settings(String id) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("cluster.name", connection.cluster());
    all.put("node.id", id);
    all.put("node.host", id + ".test");
    all.put("http.port", Integer.toString(ports.computeIfAbsent(id, key -> FreePort.find())));
    all.put("data.dir", folder(id).resolve("data").toString());
    all.put("files.dir", folder(id).resolve("files").toString());
    all.put("kafka.bootstrap.servers", connection.bootstrapServers());
    all.put("registry.url", connection.registry().toString());
    all.put("topics.replication.factor", Short.toString(kafka.layout().replication()));
    all.put("topics.min.insync.replicas", Integer.toString(kafka.layout().minInsyncReplicas()));
    TestSecrets.install(all);
    return all;
  }

  /** Gives a node a token that the cluster knows and nobody has used; at most twice in a test. */
  public void giveSpareToken(String id) {
    TestSecrets.give(
        folder(id).resolve("data"), TestSecrets.token(connection.cluster(), "spare" + ++spares));
  }

  /** The node's own folder. */
  public Path folder(String id) {
    return Path.of("target", "cluster-it", connection.cluster(), id).toAbsolutePath();
  }

  /** A node that was started. */
  public ClusterNode node(String id) {
    return nodes.get(id);
  }

  /** A node that was started as a process. */
  public NodeProcess nodeProcess(String id) {
    return (NodeProcess) nodes.get(id);
  }

  /** A node that was started in this process. */
  public NodeService service(String id) {
    return ((LocalNode) nodes.get(id)).service();
  }

  /** All nodes that were started and not forgotten. */
  public Collection<ClusterNode> nodes() {
    return nodes.values();
  }

  /** The node is gone for good: it is not waited for any more. */
  public void forget(String id) {
    nodes.remove(id);
  }

  /** Waits for a node again that was forgotten. */
  public void add(ClusterNode node) {
    nodes.put(node.id(), node);
  }

  /**
   * Writes through a node and expects it to be accepted. Where it was not decided in time, as on a
   * busy machine, the same write is sent again, which asks what became of it.
   */
  public long write(String node, Write write) {
    Answer answer =
        Awaitility.await("decision on " + write.id())
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .pollDelay(Duration.ZERO)
            .pollInSameThread()
            .until(() -> node(node).write(write), said -> said.kind() != Answer.Kind.PENDING);
    assertThat(answer.kind()).as("%s: %s", write, answer).isEqualTo(Answer.Kind.ACCEPTED);
    return answer.revision();
  }

  /** Writes through a node, each time anew, until it is accepted. */
  public void awaitAccepted(String node, Supplier<Write> write) {
    Awaitility.await("accepted by " + node)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .pollInSameThread()
        .until(() -> node(node).write(write.get()).isAccepted());
  }

  /** The clients that were started. */
  public List<RecordingClient> clients() {
    return clients;
  }

  /** Starts three clients, which use the nodes that there are now; {@link #verify} stops them. */
  public List<RecordingClient> startClients() {
    List<String> ids = List.copyOf(nodes.keySet());
    for (int home = 0; home < 3; home++) {
      clients.add(RecordingClient.start("client" + home, home, () -> present(ids)));
    }
    return clients;
  }

  private List<ClusterNode> present(List<String> ids) {
    return ids.stream().map(nodes::get).filter(Objects::nonNull).toList();
  }

  /** Ends the clients without a check; for tests that failed. */
  public void abandonClients() {
    clients.forEach(RecordingClient::close);
    clients.clear();
  }

  /** Waits until each client has so many more writes acknowledged. */
  public void awaitWrites(int more) {
    List<Integer> totals =
        clients.stream().map(client -> client.acknowledged().size() + more).toList();
    for (int i = 0; i < totals.size(); i++) {
      clients.get(i).awaitTotal(totals.get(i));
    }
  }

  /** Waits until nodes are ready. */
  public void awaitReady(String... ids) {
    for (String id : ids) {
      await(id, "is ready", look -> look.problems().isEmpty());
    }
  }

  /** Waits until a node looks as wanted. */
  public void await(String id, String what, Predicate<Look> wanted) {
    Awaitility.await("node " + id + " " + what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> wanted.test(node(id).look()));
  }

  /** Waits until all nodes know the node as primary and it decides. */
  public void awaitPrimary(String id) {
    await(id, "decides", Look::deciding);
    nodes.keySet().forEach(node -> await(node, "follows " + id, look -> look.primary().equals(id)));
  }

  /** Stops the clients and checks everything; all nodes must be ready or become so. */
  public ClusterInvariants verify() {
    clients.forEach(RecordingClient::stop);
    awaitReady(nodes.keySet().toArray(String[]::new));
    ClusterInvariants[] checked = new ClusterInvariants[1];
    // A node that came last may still write of itself: until nothing moves.
    Awaitility.await("one digest everywhere")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              checked[0] = ClusterInvariants.check(connection).nothingLost(clients);
              for (ClusterNode node : nodes()) {
                Look look = node.look();
                assertThat(look.revision())
                    .as("revision of %s", node.id())
                    .isEqualTo(checked[0].image().revision());
                assertThat(look.digest())
                    .as("digest of %s", node.id())
                    .isEqualTo(checked[0].image().digest().hex());
              }
            });
    clients.clear();
    return checked[0];
  }

  /** What the log says once nodes write nothing of their own any more, such as a certificate. */
  public ClusterInvariants settled() {
    ClusterInvariants[] checked = new ClusterInvariants[1];
    Awaitility.await("a log that holds together")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> checked[0] = ClusterInvariants.check(connection));
    return checked[0];
  }

  private static boolean isDeciding(ClusterNode node) {
    try {
      return node.look().deciding();
    } catch (IllegalStateException e) {
      return false; // it does not answer any more
    }
  }

  @Override
  public void close() {
    abandonClients();
    // The primary last: there is nobody left then to hand its role to.
    nodes.values().parallelStream().filter(node -> !isDeciding(node)).forEach(ClusterNode::close);
    nodes.values().forEach(ClusterNode::close);
  }
}
