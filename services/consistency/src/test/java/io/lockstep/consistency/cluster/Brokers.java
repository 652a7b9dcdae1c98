package io.lockstep.consistency.cluster;

import io.lockstep.log.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers, each controller too. All that others know of their addresses is a proxy's, so that
 * every link can be cut, between brokers as well.
 */
final class Brokers implements AutoCloseable {
  private static final String HEAP = "256m";
  private static final int COUNT = 3;

  private final List<Child> children = new ArrayList<>();
  private final List<Proxy> clients = new ArrayList<>();
  private final List<Proxy> controllers = new ArrayList<>();
  private final List<Integer> clientPorts = new ArrayList<>();
  private final List<Integer> controllerPorts = new ArrayList<>();
  private final Path folder;

  Brokers(Path folder, Links links, Owners owners) {
    this.folder = folder;
    for (int i = 0; i < COUNT; i++) {
      clientPorts.add(FreePort.find());
      controllerPorts.add(FreePort.find());
      clients.add(new Proxy(name(i), clientPorts.get(i), links, owners));
      controllers.add(new Proxy(name(i), controllerPorts.get(i), links, owners));
    }
    for (int i = 0; i < COUNT; i++) {
      List<String> command = java();
      command.addAll(List.of("kafka.Kafka", writeSettings(i).toString()));
      children.add(new Child(name(i), command, Map.of(), folder.resolve("logs/" + name(i))));
    }
  }

  private static String name(int index) {
    return "b" + (index + 1);
  }

  private static List<String> java() {
    List<String> command = Jvms.broker(HEAP);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    return command;
  }

  List<Child> children() {
    return children;
  }

  /** Addresses for the nodes, and for whoever stands outside. */
  String bootstrap() {
    return addresses(clients);
  }

  private static String addresses(List<Proxy> proxies) {
    return proxies.stream()
        .map(proxy -> "127.0.0.1:" + proxy.port())
        .collect(Collectors.joining(","));
  }

  /** Formats their storage and starts them; they may not be ready yet. */
  void start() {
    String cluster = Uuid.randomUuid().toString();
    children.parallelStream()
        .forEach(
            child -> {
              List<String> command = java();
              command.addAll(List.of("kafka.tools.StorageTool", "format", "--cluster-id", cluster));
              command.addAll(List.of("--feature", "transaction.version=2", "--config"));
              command.add(folder.resolve(child.name() + ".properties").toString());
              Tool.run(command.toArray(String[]::new));
              child.start();
            });
  }

  private Path writeSettings(int index) {
    Path file = folder.resolve(name(index) + ".properties");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file,
          settings(index).entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private Map<String, String> settings(int index) {
    Map<String, String> settings = new TreeMap<>();
    List<String> voters = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      voters.add((i + 1) + "@127.0.0.1:" + controllers.get(i).port());
    }
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(index + 1));
    settings.put("controller.quorum.voters", String.join(",", voters));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(clientPorts.get(index), controllerPorts.get(index)));
    settings.put(
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(clients.get(index).port(), controllers.get(index).port()));
    settings.put("log.dirs", folder.resolve(name(index)).toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "3");
    settings.put("min.insync.replicas", "2");
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "3");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "2");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
    // A lost broker is noticed within seconds, so that a run of a minute has many losses.
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("replica.lag.time.max.ms", "3000");
    settings.put("controlled.shutdown.enable", "true");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    return settings;
  }

  @Override
  public void close() {
    children.forEach(Child::kill);
    clients.forEach(Proxy::close);
    controllers.forEach(Proxy::close);
  }
}
