package io.lockstep.sandbox;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a sandbox is to be like. Start from {@link #of} and change what shall differ.
 *
 * @param dir its folder: new, empty or a sandbox's
 * @param cluster the cluster's name: 1 to 100 letters, digits, {@code .}, {@code _} and {@code -}
 * @param nodes how many nodes, 1 to 32; they are called n1, n2 and so on
 * @param ports where everything listens
 * @param nodeSettings further lines of each {@code node.properties}; they win over the sandbox's
 * @param nodeProgram the arguments of {@code java} that come before {@code node run --config F}
 * @param readyTimeout how long each start may take until all it started is ready
 * @param owned the processes end with this JVM, also when a signal ends it (but for SIGKILL)
 * @param secure broker and registry speak TLS, clients of the broker log in, and each may do only
 *     what it must
 */
public record SandboxOptions(
    Path dir,
    String cluster,
    int nodes,
    SandboxPorts ports,
    Map<String, String> nodeSettings,
    List<String> nodeProgram,
    Duration readyTimeout,
    boolean owned,
    boolean secure) {

  private static final Pattern CLUSTER = Pattern.compile("[a-zA-Z0-9._-]{1,100}");
  private static final int MOST_NODES = 32;

  public SandboxOptions {
    dir = dir.toAbsolutePath().normalize();
    nodeSettings = Map.copyOf(nodeSettings);
    nodeProgram = List.copyOf(nodeProgram);
    if (!CLUSTER.matcher(cluster).matches()) {
      throw new SandboxException(
          "cluster name '"
              + cluster
              + "' is not 1 to 100 letters, digits, `.`, `_` or `-`; topics are named by it");
    }
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new SandboxException("a sandbox has 1 to " + MOST_NODES + " nodes, not " + nodes);
    }
    ports.check(nodes);
  }

  /** What the sandbox in this folder was last brought up with; the defaults when there is none. */
  public static SandboxOptions of(Path dir) {
    Layout layout = new Layout(dir);
    return layout.exists() ? OptionsFile.read(layout) : defaults(dir);
  }

  /** Three nodes of this very program, on the ports of the documentation. */
  static SandboxOptions defaults(Path dir) {
    return new SandboxOptions(
        dir,
        "sandbox",
        3,
        SandboxPorts.DEFAULTS,
        Map.of(),
        lockstep(),
        Duration.ofMinutes(2),
        false,
        false);
  }

  /** The command-line program this JVM runs, on a class path that is right in any folder. */
  private static List<String> lockstep() {
    String running = System.getProperty("java.class.path");
    String classPath =
        Arrays.stream(System.getProperty("lockstep.classpath", running).split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> new File(entry).getAbsolutePath())
            .collect(Collectors.joining(File.pathSeparator));
    return List.of("-cp", classPath, "io.lockstep.cli.Main");
  }

  /** The broker, {@code host:port}. */
  public String kafka() {
    return "127.0.0.1:" + ports.kafka();
  }

  /** The registry's API, as a serde takes it. */
  public URI registry() {
    return URI.create(
        (secure ? "https" : "http") + "://127.0.0.1:" + ports.registry() + "/apis/registry/v3");
  }

  /** Where the certificates are by which the nodes are trusted, once the sandbox is up; PEM. */
  public Path authorities() {
    return new Layout(dir).authorities();
  }

  /** Where a session token is that may do everything, once the sandbox is up; mode 0600. */
  public Path adminToken() {
    return new Layout(dir).adminToken();
  }

  /** Where a node keeps its secret, its keys and its snapshot. */
  public Path nodeData(String node) {
    return new Layout(dir).home(node).resolve("data");
  }

  public SandboxOptions withCluster(String name) {
    return new SandboxOptions(
        dir, name, nodes, ports, nodeSettings, nodeProgram, readyTimeout, owned, secure);
  }

  public SandboxOptions withNodes(int count) {
    return new SandboxOptions(
        dir, cluster, count, ports, nodeSettings, nodeProgram, readyTimeout, owned, secure);
  }

  public SandboxOptions withPorts(SandboxPorts other) {
    return new SandboxOptions(
        dir, cluster, nodes, other, nodeSettings, nodeProgram, readyTimeout, owned, secure);
  }

  public SandboxOptions withNodeSettings(Map<String, String> settings) {
    return new SandboxOptions(
        dir, cluster, nodes, ports, settings, nodeProgram, readyTimeout, owned, secure);
  }

  public SandboxOptions withNodeProgram(List<String> program) {
    return new SandboxOptions(
        dir, cluster, nodes, ports, nodeSettings, program, readyTimeout, owned, secure);
  }

  /** Nodes and status write archives of their classes when they end, see {@link ClassArchives}. */
  public SandboxOptions makingArchives() {
    List<String> program = new ArrayList<>(ClassArchives.making());
    program.addAll(nodeProgram);
    return withNodeProgram(program);
  }

  public SandboxOptions withReadyTimeout(Duration atMost) {
    return new SandboxOptions(
        dir, cluster, nodes, ports, nodeSettings, nodeProgram, atMost, owned, secure);
  }

  public SandboxOptions withOwned(boolean endWithThisJvm) {
    return new SandboxOptions(
        dir,
        cluster,
        nodes,
        ports,
        nodeSettings,
        nodeProgram,
        readyTimeout,
        endWithThisJvm,
        secure);
  }

  public SandboxOptions withSecure(boolean guarded) {
    return new SandboxOptions(
        dir, cluster, nodes, ports, nodeSettings, nodeProgram, readyTimeout, owned, guarded);
  }
}
