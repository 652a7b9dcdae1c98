package io.lockstep.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A node: {@code lockstep node run} with settings that the sandbox writes. */
final class NodePart implements Part {
  private static final String HEAP = "256m";

  /**
   * As in an installation: the heap begins small, what has just been made takes a sixth of it at
   * most, and a node that rests gives back at once what it does not need.
   */
  private static final List<String> SHAPE =
      List.of("-Xms64m", "-XX:NewSize=20m", "-XX:NewRatio=5", "-XX:-ShrinkHeapInSteps");

  private final Layout layout;
  private final SandboxOptions options;
  private final int number;
  private final NodeProbe probe;

  /** The node of this number, from 1. */
  NodePart(Layout layout, SandboxOptions options, int number) {
    this.layout = layout;
    this.options = options;
    this.number = number;
    this.probe = new NodeProbe(port(), () -> NodeAuthorities.of(layout, options));
  }

  @Override
  public String name() {
    return "n" + number;
  }

  URI url() {
    return URI.create("https://127.0.0.1:" + port());
  }

  Path dir() {
    return layout.home(name());
  }

  Path data() {
    return dir().resolve("data");
  }

  Path files() {
    return dir().resolve("files");
  }

  private int port() {
    return options.ports().node(number);
  }

  @Override
  public SortedMap<Integer, String> ports() {
    return new TreeMap<>(Map.of(port(), SandboxPorts.FIRST_NODE));
  }

  /** Writes its settings; one that someone added to the file stays. */
  @Override
  public void prepare() {
    Path file = layout.nodeProperties(name());
    Map<String, String> before = Texts.readProperties(file);
    Map<String, String> settings = new TreeMap<>(before);
    settings.putAll(settings());
    if (!settings.equals(before)) {
      Texts.writeProperties(file, settings);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cluster.name", options.cluster());
    settings.put("node.id", name());
    settings.put("node.host", name() + ".localhost");
    settings.put("node.url", url().toString());
    settings.put("node.admin.url", "https://" + name() + ".localhost:444");
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(port()));
    settings.put("data.dir", data().toString());
    settings.put("files.dir", files().toString());
    settings.put("kafka.bootstrap.servers", options.kafka());
    settings.put("registry.url", options.registry().toString());
    settings.put("topics.replication.factor", "1");
    settings.put("topics.min.insync.replicas", "1");
    if (options.secure()) {
      settings.putAll(new SandboxSecurity(options).processSettings(name()));
    }
    settings.putAll(options.nodeSettings());
    return settings;
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>(Jvm.command(layout, name(), HEAP));
    command.addAll(SHAPE);
    command.addAll(ClassArchives.using(ClassArchives.NODE, options.nodeProgram()));
    command.addAll(options.nodeProgram());
    command.addAll(List.of("node", "run", "--config", layout.nodeProperties(name()).toString()));
    return command;
  }

  @Override
  public boolean isReady() {
    return probe.isReady();
  }
}
