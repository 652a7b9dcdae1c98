package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** The broker: one KRaft node that is broker and controller. */
final class BrokerPart implements Part {
  private static final String HEAP = "256m";

  private final Layout layout;
  private final SandboxOptions options;
  private final Distribution distribution;

  BrokerPart(Layout layout, SandboxOptions options, Distribution distribution) {
    this.layout = layout;
    this.options = options;
    this.distribution = distribution;
  }

  @Override
  public String name() {
    return Layout.BROKER;
  }

  @Override
  public SortedMap<Integer, String> ports() {
    return new TreeMap<>(
        Map.of(
            options.ports().kafka(),
            SandboxPorts.KAFKA,
            options.ports().controller(),
            SandboxPorts.CONTROLLER));
  }

  /** Writes its settings and, once, formats its storage with Kafka's own tool. */
  @Override
  public void prepare() {
    Texts.writeProperties(settingsFile(), settings());
    if (!Files.exists(data().resolve("meta.properties"))) {
      format();
    }
  }

  private void format() {
    Path log = layout.log("kafka-format");
    List<String> command = java("warn");
    command.add("kafka.tools.StorageTool");
    command.addAll(List.of("format", "--ignore-formatted"));
    command.addAll(List.of("--cluster-id", Uuid.randomUuid().toString()));
    command.addAll(List.of("--feature", "transaction.version=2"));
    command.addAll(List.of("--config", settingsFile().toString()));
    try {
      Process tool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        if (tool.waitFor() != 0) {
          throw new SandboxException(
              "Kafka's StorageTool cannot format " + data() + ":\n  " + Texts.tail(log, 5));
        }
      } finally {
        tool.destroyForcibly();
      }
    } catch (IOException e) {
      throw new SandboxException("cannot run Kafka's StorageTool (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while formatting the broker's storage", e);
    }
  }

  @Override
  public List<String> command() {
    List<String> command = java("warn");
    command.add("kafka.Kafka");
    command.add(settingsFile().toString());
    return command;
  }

  private List<String> java(String logLevel) {
    List<String> command = Jvm.command(layout, name(), HEAP);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + logLevel);
    command.add("-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info");
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    command.addAll(List.of("-cp", Jvm.classPath(distribution.brokerClassPath())));
    return command;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    String address = options.kafka();
    String controller = "127.0.0.1:" + options.ports().controller();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + address);
    settings.put("log.dirs", data().toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    // One partition each: the sandbox has few groups, and a start opens every partition.
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Small: the default reserves 128 MiB for the cleaner alone.
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    return settings;
  }

  /** Ready when it answers as a broker: a port that accepts is not enough. */
  @Override
  public boolean isReady() {
    if (!Sockets.accepts(options.ports().kafka())) {
      return false;
    }
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            options.kafka(),
            AdminClientConfig.CLIENT_ID_CONFIG,
            "lockstep-sandbox",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            2000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            2000);
    try (Admin admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while waiting for the broker", e);
    }
  }

  private Path data() {
    return layout.home(name()).resolve("data");
  }

  private Path settingsFile() {
    return layout.home(name()).resolve("server.properties");
  }
}
