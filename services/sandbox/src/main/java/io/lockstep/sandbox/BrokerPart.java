package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  private static final Duration LONGEST_FORMAT = Duration.ofMinutes(5);

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
    // The broker's own password stands in it.
    PrivateTexts.writeProperties(settingsFile(), BrokerSettings.of(options, data()));
    if (!Files.exists(data().resolve("meta.properties"))) {
      format();
    }
  }

  private void format() {
    Path log = layout.log("kafka-format");
    List<String> command = java(Jvm.light(layout, name(), HEAP));
    command.add("kafka.tools.StorageTool");
    command.addAll(List.of("format", "--ignore-formatted"));
    command.addAll(List.of("--cluster-id", Uuid.randomUuid().toString()));
    command.addAll(List.of("--feature", "transaction.version=2"));
    command.addAll(List.of("--config", settingsFile().toString()));
    if (options.secure()) {
      command.add("@" + writeUsers());
    }
    try {
      Launcher.run(
          "formatting " + data() + " by Kafka's StorageTool",
          command,
          layout.dir(),
          log,
          LONGEST_FORMAT);
    } finally {
      removeUsers();
    }
  }

  private void removeUsers() {
    try {
      Files.deleteIfExists(usersFile());
    } catch (IOException e) {
      throw new SandboxException("cannot remove " + usersFile() + " (" + e + ")", e);
    }
  }

  /** The users as arguments of the tool: passwords in a file, not on its command line. */
  private Path writeUsers() {
    StringBuilder arguments = new StringBuilder();
    SandboxSecurity security = new SandboxSecurity(options);
    for (String user : security.users()) {
      arguments.append("--add-scram\n");
      arguments.append(
          "SCRAM-SHA-512=[name=\"%s\",password=\"%s\"]\n"
              .formatted(user, security.passwordOf(user)));
    }
    PrivateTexts.write(usersFile(), arguments.toString());
    return usersFile();
  }

  private Path usersFile() {
    return new SandboxSecurity(options).temporary("format.arguments");
  }

  @Override
  public List<String> command() {
    List<String> command = java(Jvm.command(layout, name(), HEAP));
    command.add("kafka.Kafka");
    command.add(settingsFile().toString());
    return command;
  }

  private List<String> java(List<String> command) {
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info");
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    command.addAll(List.of("-cp", Jvm.classPath(distribution.brokerClassPath())));
    return command;
  }

  /** Ready when it answers as a broker: a port that accepts is not enough. */
  @Override
  public boolean isReady() {
    if (!Sockets.accepts(options.ports().kafka())) {
      return false;
    }
    Map<String, Object> settings = BrokerUsers.admin(options);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2000);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
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
