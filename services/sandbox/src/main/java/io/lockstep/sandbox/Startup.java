package io.lockstep.sandbox;

import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    all.add(new StatusPart(layout, options));
    if (layout.exists()) {
      requireSame(OptionsFile.read(layout), all);
    }
    supervisor.requirePorts(all);
    OptionsFile.write(layout, options);
    if (options.secure()) {
      new SandboxSecurity(options).provide();
    }

    steps.step("start broker and registry", () -> startServices(services));
    steps.step("provision topics", clusterSteps::provisionTopics);
    if (!Files.exists(layout.foundedMarker())) {
      steps.step("found the cluster", clusterSteps::found);
      Texts.write(layout.foundedMarker(), "");
    }
    steps.step(
        "start " + (nodes.size() == 1 ? "the node" : nodes.size() + " nodes") + " and status",
        () -> startNodes(nodes));
  }

  /** Those that may join first: they let the others in. */
  private void startNodes(List<NodePart> nodes) {
    clusterSteps.equip(nodes.stream().map(NodePart::name).toList());
    Map<Boolean, List<NodePart>> invited =
        nodes.stream()
            .collect(Collectors.partitioningBy(node -> clusterSteps.isInvited(node.name())));
    StatusPart status = new StatusPart(layout, options);
    List<Part> first = new ArrayList<>(invited.get(true));
    first.add(status); // begins beside the nodes, and is waited for when they are ready
    supervisor.launch(first);
    List<URI> running = invited.get(true).stream().map(NodePart::url).toList();
    try {
      supervisor.start(invited.get(true), options.readyTimeout());
    } catch (SandboxException e) {
      settleDespite(e, running);
      throw e;
    }
    settle(running);
    List<NodePart> newcomers = invited.get(false);
    if (!newcomers.isEmpty()) {
      clusterSteps.invite(running, newcomers.stream().map(NodePart::name).toList());
      supervisor.start(newcomers, options.readyTimeout());
      writeAuthorities();
    }
    supervisor.start(List.of(status), options.readyTimeout());
  }

  /** What keeps a node is mended through the others, by whoever is let in there. */
  private void settleDespite(SandboxException notReady, List<URI> nodes) {
    try {
      settle(nodes);
    } catch (RuntimeException e) {
      notReady.addSuppressed(e);
    }
  }

  private void settle(List<URI> nodes) {
    writeAuthorities();
    clusterSteps.settle(nodes);
  }

  private void writeAuthorities() {
    String certificates = NodeAuthorities.of(layout, options);
    if (!certificates.isEmpty()) {
      Texts.write(layout.authorities(), certificates);
    }
  }

  private void startServices(List<Part> services) {
    supervisor.start(services, options.readyTimeout());
    if (options.secure()) {
      new BrokerUsers(options).provide();
    }
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
    if (before.secure() != options.secure()) {
      throw new SandboxException(
          layout.dir()
              + (before.secure() ? " is" : " is not")
              + " secured, and stays so; name another folder with --dir");
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
