package io.lockstep.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster on one machine, under one folder: broker, registry, nodes and status, each a process of
 * its own that goes on when this JVM ends, unless {@link SandboxOptions#owned()}. A call that
 * changes the folder is refused while another process changes it. Safe for use by several threads.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

  /** Long enough to write an archive of classes, on a machine that has more to do. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration GRACE_ON_CLOSE = Duration.ofSeconds(5);

  private final Layout layout;
  private final SandboxOptions options;
  private final Supervisor supervisor;
  private final Thread hook = new Thread(this::close, "lockstep-sandbox-close");

  private Sandbox(SandboxOptions options) {
    this.options = options;
    this.layout = new Layout(options.dir());
    this.supervisor = new Supervisor(layout);
  }

  /**
   * Brings a sandbox up: starts what does not run, provisions and founds, and returns when broker,
   * registry, every node and the status are ready. On failure it stops what it has started, and
   * throws; logs and data stay. A node that runs and does not get ready is no reason to stop, since
   * what keeps it is mended through the others.
   *
   * @throws SandboxException when it cannot; the message says why and what to do
   */
  public static Sandbox up(SandboxOptions options, ClusterSteps steps, Progress progress) {
    Sandbox sandbox = new Sandbox(options);
    sandbox.layout.create();
    Runtime.getRuntime().addShutdownHook(sandbox.hook);
    boolean stays = false;
    try {
      FolderLock.holding(
          sandbox.layout,
          () -> {
            new Startup(sandbox.layout, options, sandbox.supervisor, steps, progress).run();
            sandbox.writeClusterFile();
            return sandbox;
          });
      stays = true;
      return sandbox;
    } catch (NotReadyException e) {
      stays = !options.owned() && sandbox.nodes().stream().anyMatch(n -> n.name().equals(e.name()));
      if (!stays) {
        throw e;
      }
      sandbox.writeClusterFile();
      throw new SandboxException(
          e.getMessage()
              + "\nWhat was started goes on: see `lockstep doctor`, mend what it names, and run"
              + " `lockstep up` again; `lockstep down` stops it",
          e);
    } finally {
      if (!stays) {
        sandbox.close();
      } else if (!options.owned()) {
        sandbox.removeHook();
      }
    }
  }

  /** The sandbox of a folder as it is, with its processes running or not; starts nothing. */
  public static Sandbox attach(Path dir) {
    return new Sandbox(OptionsFile.read(new Layout(dir)));
  }

  /**
   * Stops what runs of the sandbox in a folder: nodes and status first, then registry and broker;
   * SIGTERM, and SIGKILL to what still runs 10 s later.
   *
   * @return the names of what ran
   * @throws SandboxException when there is no sandbox in the folder
   */
  public static List<String> down(Path dir, Progress progress) {
    Sandbox sandbox = attach(dir);
    return FolderLock.holding(
        sandbox.layout,
        () -> {
          List<String> stopped = sandbox.stopAll(sandbox.names(), GRACE, progress);
          sandbox.writeClusterFile();
          return stopped;
        });
  }

  /** Starts a node that does not run, and returns when it is ready. */
  public void startNode(String id) {
    NodePart node = node(id);
    FolderLock.holding(
        layout,
        () -> {
          supervisor.requirePorts(List.of(node));
          supervisor.start(List.of(node), options.readyTimeout());
          writeClusterFile();
          return node;
        });
  }

  /** SIGTERM; returns when the node has ended, which SIGKILL makes sure of after 10 s. */
  public void stopNode(String id) {
    supervisor.stop(List.of(node(id).name()), GRACE);
    writeClusterFile();
  }

  /** SIGKILL; returns when the node has ended. */
  public void killNode(String id) {
    supervisor.running(node(id).name()).ifPresent(supervisor::kill);
    writeClusterFile();
  }

  /** SIGSTOP: the node stands still as if the machine had, and knows nothing of it later. */
  public void pauseNode(String id) {
    process(id).pause();
  }

  /** SIGCONT: ends {@link #pauseNode}. */
  public void resumeNode(String id) {
    process(id).resume();
  }

  /**
   * The process id of {@code kafka}, {@code registry}, {@code status} or a node; empty when it does
   * not run.
   */
  public OptionalLong pid(String name) {
    return supervisor.running(name).stream().mapToLong(RunningProcess::pid).findFirst();
  }

  /** How to reach the cluster, and what runs of it now. */
  public ClusterFile cluster() {
    List<ClusterFile.Node> nodes =
        nodes().stream()
            .map(n -> new ClusterFile.Node(n.name(), n.url(), n.dir().toString(), pidOf(n.name())))
            .toList();
    return new ClusterFile(
        options.cluster(),
        options.kafka(),
        options.registry(),
        new StatusPart(layout, options).url(),
        nodes,
        new ClusterFile.Pids(pidOf(Layout.BROKER), pidOf(Layout.REGISTRY), pidOf(Layout.STATUS)),
        ifExists(layout.authorities()),
        ifExists(layout.adminToken()),
        options.secure()
            ? SandboxSecurity.clientFile(options, SandboxSecurity.VIEWER).toString()
            : null);
  }

  private static String ifExists(Path file) {
    return Files.exists(file) ? file.toString() : null;
  }

  /** What it was started with. */
  public SandboxOptions options() {
    return options;
  }

  /**
   * Where a process ({@code kafka}, {@code registry}, {@code status}, a node id) writes its log.
   */
  public Path log(String name) {
    return layout.log(name);
  }

  /**
   * Stops every process that this object has started, and none that ran before. Nothing of it runs
   * when this returns, also where the disk is too full to write so into its file. May be called
   * again.
   */
  @Override
  public void close() {
    supervisor.close();
    stopAll(supervisor.started(), GRACE_ON_CLOSE, Progress.SILENT);
    removeHook();
    if (layout.exists()) {
      try {
        writeClusterFile();
      } catch (SandboxException e) {
        LOG.warn("What runs is not noted. reason={}", e.getMessage());
      }
    }
  }

  private List<String> stopAll(List<String> names, Duration grace, Progress progress) {
    Steps steps = new Steps(progress);
    List<String> services = List.of(Layout.REGISTRY, Layout.BROKER);
    List<String> nodes = names.stream().filter(n -> !services.contains(n)).toList();
    List<String> stoppedNodes =
        steps.step("stop nodes and status", () -> supervisor.stop(nodes, grace));
    List<String> others = names.stream().filter(services::contains).toList();
    List<String> stoppedOthers =
        steps.step("stop registry and broker", () -> supervisor.stop(others, grace));
    return Stream.concat(stoppedNodes.stream(), stoppedOthers.stream()).toList();
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, perhaps by that very hook.
    }
  }

  private void writeClusterFile() {
    cluster().write(layout);
  }

  private List<String> names() {
    return Stream.concat(
            nodes().stream().map(NodePart::name),
            Stream.of(Layout.STATUS, Layout.REGISTRY, Layout.BROKER))
        .toList();
  }

  private List<NodePart> nodes() {
    return Startup.nodes(layout, options);
  }

  private NodePart node(String id) {
    return nodes().stream()
        .filter(n -> n.name().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    "no node " + id + " in this sandbox; it has n1 to n" + options.nodes()));
  }

  private RunningProcess process(String id) {
    return supervisor
        .running(node(id).name())
        .orElseThrow(() -> new SandboxException("node " + id + " does not run"));
  }

  private Long pidOf(String name) {
    OptionalLong pid = pid(name);
    return pid.isPresent() ? pid.getAsLong() : null;
  }
}
