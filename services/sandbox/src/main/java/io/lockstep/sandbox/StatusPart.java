package io.lockstep.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The status application: {@code lockstep status run} with settings that the sandbox writes. */
final class StatusPart implements Part {
  private static final String HEAP = "192m";

  private final Layout layout;
  private final SandboxOptions options;

  StatusPart(Layout layout, SandboxOptions options) {
    this.layout = layout;
    this.options = options;
  }

  @Override
  public String name() {
    return Layout.STATUS;
  }

  /** In plain HTTP: it listens on this machine alone. */
  URI url() {
    return URI.create("http://127.0.0.1:" + options.ports().status());
  }

  @Override
  public SortedMap<Integer, String> ports() {
    return new TreeMap<>(Map.of(options.ports().status(), SandboxPorts.STATUS));
  }

  /** Writes its settings; one that someone added to the file stays. */
  @Override
  public void prepare() {
    Map<String, String> before = Texts.readProperties(file());
    Map<String, String> settings = new TreeMap<>(before);
    settings.putAll(settings());
    if (!settings.equals(before)) {
      Texts.writeProperties(file(), settings);
    }
  }

  private Path file() {
    return layout.home(name()).resolve("status.properties");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cluster.name", options.cluster());
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(options.ports().status()));
    settings.put("data.dir", layout.home(name()).resolve("data").toString());
    settings.put("kafka.bootstrap.servers", options.kafka());
    settings.put("registry.url", options.registry().toString());
    settings.put("topics.replication.factor", "1");
    settings.put("topics.min.insync.replicas", "1");
    if (options.secure()) {
      settings.putAll(new SandboxSecurity(options).processSettings(SandboxSecurity.STATUS));
    }
    return settings;
  }

  @Override
  public List<String> command() {
    List<String> command = new ArrayList<>(Jvm.command(layout, name(), HEAP));
    command.addAll(ClassArchives.using(ClassArchives.STATUS, options.nodeProgram()));
    command.addAll(options.nodeProgram());
    command.addAll(List.of("status", "run", "--config", file().toString()));
    return command;
  }

  @Override
  public boolean isReady() {
    return Sockets.answers(url() + "/health/readiness");
  }
}
