package io.lockstep.benchmark.cluster;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.sandbox.SandboxCluster;
import io.lockstep.log.LogConnection;
import io.lockstep.sandbox.ClusterFile;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sandbox as {@code lockstep up} starts it, each part a process of its own; ends with this
 * process.
 */
public final class BenchCluster implements AutoCloseable {
  /** The cluster's name. */
  public static final String NAME = "bench";

  private final SandboxOptions options;
  private final Map<String, String> tokens;
  private final Sandbox sandbox;

  private BenchCluster(SandboxOptions options, Map<String, String> tokens, Sandbox sandbox) {
    this.options = options;
    this.tokens = tokens;
    this.sandbox = sandbox;
  }

  /**
   * Starts it with one node, the primary.
   *
   * @param folder new or empty
   * @param members ids of simulated members that may join
   */
  public static BenchCluster start(Path folder, List<String> members, Progress progress) {
    SandboxOptions options = options(folder, 1);
    OpenFounding founding = new OpenFounding(options, members);
    return new BenchCluster(options, founding.tokens(), Sandbox.up(options, founding, progress));
  }

  /**
   * Starts it with real nodes.
   *
   * @param folder new or empty
   */
  public static BenchCluster start(Path folder, int nodes, Progress progress) {
    return start(folder, nodes, Map.of(), progress);
  }

  /**
   * The same, with nodes that differ from the defaults.
   *
   * @param settings of each node
   */
  public static BenchCluster start(
      Path folder, int nodes, Map<String, String> settings, Progress progress) {
    return start(options(folder, nodes).withNodeSettings(settings), progress);
  }

  /**
   * The same, with nodes that have more memory than the sandbox gives them.
   *
   * @param heap the most that each node's heap may grow to, such as {@code 2g}
   */
  public static BenchCluster start(
      Path folder, int nodes, Map<String, String> settings, String heap, Progress progress) {
    SandboxOptions options = options(folder, nodes).withNodeSettings(settings);
    List<String> program = new ArrayList<>(List.of("-Xmx" + heap));
    program.addAll(options.nodeProgram());
    return start(
        options.withNodeProgram(program).withReadyTimeout(Duration.ofMinutes(10)), progress);
  }

  private static BenchCluster start(SandboxOptions options, Progress progress) {
    SandboxCluster steps = new SandboxCluster(options, "bench");
    return new BenchCluster(options, Map.of(), Sandbox.up(options, steps, progress));
  }

  private static SandboxOptions options(Path folder, int nodes) {
    return SandboxOptions.of(folder)
        .withCluster(NAME)
        .withNodes(nodes)
        .withPorts(SandboxPorts.free())
        .withOwned(true);
  }

  /** How its log is reached. */
  public LogConnection connection() {
    return SandboxCluster.connection(options);
  }

  /** The API of each node; the first is the primary. */
  public List<NodeClient> nodes() {
    return sandbox.cluster().nodes().stream()
        .map(node -> new NodeClient(node.url(), SandboxCluster.access(options)))
        .toList();
  }

  /** Ids of the nodes, in their order. */
  public List<String> nodeIds() {
    return sandbox.cluster().nodes().stream().map(ClusterFile.Node::id).toList();
  }

  /** The API of one node. */
  public NodeClient node(String id) {
    return nodes().get(Integer.parseInt(id.substring(1)) - 1);
  }

  /** Starts a node that does not run, and returns when it is ready. */
  public void startNode(String id) {
    sandbox.startNode(id);
  }

  /** Lets a node end in order. */
  public void stopNode(String id) {
    sandbox.stopNode(id);
  }

  /** Kills a node. */
  public void killNode(String id) {
    sandbox.killNode(id);
  }

  /** Ends the status application, where it is only in the way. */
  public void stopStatus() throws InterruptedException {
    long pid = sandbox.pid("status").orElseThrow();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    Wait.until(
        "the end of the status application",
        Duration.ofSeconds(20),
        () -> sandbox.pid("status").isEmpty(),
        () -> "process " + pid);
  }

  /** Where a node keeps its snapshot. */
  public Path data(String id) {
    return options.nodeData(id);
  }

  /** Where a process writes its log. */
  public Path log(String name) {
    return sandbox.log(name);
  }

  /** The process of {@code kafka}, {@code registry}, {@code status} or {@code n1}. */
  public ProcessUsage process(String name) {
    return new ProcessUsage(sandbox.pid(name).orElseThrow());
  }

  /** The processor time of all its processes and of this one, from now on. */
  public ProcessorTime processorTime() {
    return new ProcessorTime(
        Stream.concat(nodeIds().stream(), Stream.of("kafka", "registry", "status"))
            .flatMapToLong(name -> sandbox.pid(name).stream())
            .boxed()
            .toList());
  }

  /** Value of the token by which a member may join. */
  String token(String member) {
    return tokens.get(member);
  }

  /** File of the cluster secret. */
  Path secretFile() {
    return options.nodeData("n1").resolve(SecretFile.NAME);
  }

  /** The cluster secret. */
  public SecretRing secret() {
    return SecretRing.of(new SecretFile(secretFile()).read(1));
  }

  /** Folder for what simulated members keep. */
  Path members() {
    return options.dir().resolve("members");
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
