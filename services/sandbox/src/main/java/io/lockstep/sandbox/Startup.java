package io.lockstep.sandbox;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link Sandbox#up} does, in order, while it has the folder's lock. */
final class Startup {
  private final Layout layout;
  private final SandboxOptions options;
  private final Supervisor supervisor;
  private final ClusterSteps clusterSteps;
  private final Steps steps;

  Startup(
      Layout layout,
      SandboxOptions options,
      Supervisor supervisor,
      ClusterSteps clusterSteps,
      Progress progress) {
    this.layout = layout;
    this.options = options;
    this.supervisor = supervisor;
    this.clusterSteps = clusterSteps;
    this.steps = new Steps(progress);
  }

  static List<NodePart> nodes(Layout layout, SandboxOptions options) {
    return IntStream.rangeClosed(1, options.nodes())
        .mapToObj(number -> new NodePart(layout, options, number))
        .toList();
  }

  void run() {
    Distribution distribution = Distribution.find();
    // The registry first: it starts while the broker's storage is formatted.
    List<Part> services =
        List.of(
            new RegistryPart(layout, options, distribution),
            new BrokerPart(layout, options, distribution));
    List<NodePart> nodes = nodes(layout, options);
    List<Part> all = new ArrayList<>(services);
    all.addAll(nodes);
    if (layout.exists()) {
      requireSame(OptionsFile.read(layout), all);
    }
    supervisor.requirePorts(all);
    OptionsFile.write(layout, options);

    steps.step(
        "start broker and registry", () -> supervisor.start(services, options.readyTimeout()));
    steps.step("provision topics", clusterSteps::provisionTopics);
    if (!Files.exists(layout.foundedMarker())) {
      steps.step("found the cluster", clusterSteps::found);
      Texts.write(layout.foundedMarker(), "");
    }
    steps.step(
        "start " + (nodes.size() == 1 ? "the node" : nodes.size() + " nodes"),
        () -> supervisor.start(nodes, options.readyTimeout()));
  }

  /** A folder keeps its cluster, its nodes, and while something runs its ports. */
  private void requireSame(SandboxOptions before, List<Part> all) {
    if (!before.cluster().equals(options.cluster())) {
      throw new SandboxException(
          layout.dir()
              + " holds the cluster '"
              + before.cluster()
              + "', not '"
              + options.cluster()
              + "'; name another folder with --dir");
    }
    if (before.nodes() > options.nodes()) {
      throw new SandboxException(
          layout.dir()
              + " has "
              + before.nodes()
              + " nodes, more than --nodes "
              + options.nodes()
              + "; a sandbox can only grow");
    }
    boolean someRuns = all.stream().anyMatch(p -> supervisor.running(p.name()).isPresent());
    if (someRuns && !before.ports().equals(options.ports())) {
      throw new SandboxException(
          "the sandbox in "
              + layout.dir()
              + " runs with "
              + before.ports()
              + "; stop it with `lockstep down` before you change ports");
    }
  }
}
