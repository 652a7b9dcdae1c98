package io.lockstep.node.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings of a node, checked. Immutable. */
public final class NodeSettings {
  /** Prefix of settings that go to every Kafka client as they are. */
  public static final String KAFKA_PREFIX = "kafka.";

  private static final String REGISTRY_API = "/apis/registry/v3";

  private final Map<String, String> values;
  private final Map<String, String> kafkaClient = new TreeMap<>();

  private NodeSettings(Map<String, String> values) {
    this.values = values;
    values.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA_PREFIX) && !name.equals(Catalogue.KAFKA.name())) {
            kafkaClient.put(name.substring(KAFKA_PREFIX.length()), value);
          }
        });
  }

  /** All settings, in the order of the reference. */
  public static List<Setting> all() {
    return Stream.concat(Catalogue.ALL.stream(), RegistryCatalogue.ALL.stream()).toList();
  }

  /**
   * Checks settings.
   *
   * @throws InvalidSettingsException that names every setting that is wrong, missing or unknown
   */
  public static NodeSettings of(Map<String, String> given) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    for (Setting setting : all()) {
      String value = given.getOrDefault(setting.name(), setting.defaultValue());
      if (value == null || setting.defaultValue() == null && value.isBlank()) {
        problems.add(setting.name() + " is not set: " + setting.text());
        continue;
      }
      setting.problem(value.trim()).ifPresent(problems::add);
      values.put(setting.name(), value.trim());
    }
    given.forEach(
        (name, value) -> {
          if (all().stream().anyMatch(setting -> setting.name().equals(name))) {
            return;
          }
          if (name.startsWith(KAFKA_PREFIX)) {
            values.put(name, value);
          } else {
            problems.add(name + " is no setting of a node; the README lists them");
          }
        });
    if (problems.isEmpty()) {
      together(values).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new NodeSettings(values);
  }

  /** What is wrong with values that are right each for itself. */
  private static Optional<String> together(Map<String, String> values) {
    String replicas = values.get(Catalogue.REPLICATION.name());
    String inSync = values.get(Catalogue.IN_SYNC.name());
    return Long.parseLong(inSync) <= Long.parseLong(replicas)
        ? Optional.empty()
        : Optional.of(
            "%s is %s, but wants at most the %s of %s"
                .formatted(
                    Catalogue.IN_SYNC.name(), inSync, replicas, Catalogue.REPLICATION.name()));
  }

  private String text(Setting setting) {
    return values.get(setting.name());
  }

  private Optional<String> some(Setting setting) {
    return Optional.of(text(setting)).filter(value -> !value.isEmpty());
  }

  private int number(Setting setting) {
    return (int) Long.parseLong(text(setting));
  }

  private List<String> list(Setting setting) {
    return Setting.words(text(setting)).toList();
  }

  /** {@code cluster.name}. */
  public String cluster() {
    return text(Catalogue.CLUSTER);
  }

  /** {@code node.id}. */
  public String node() {
    return text(Catalogue.NODE);
  }

  /** {@code node.host}; {@code machine} where it is not set. */
  public String host(String machine) {
    return some(Catalogue.HOST).orElse(machine);
  }

  /** {@code node.url}. */
  public String url() {
    return some(Catalogue.URL).orElse("https://" + httpHost() + ":" + httpPort());
  }

  /** {@code node.admin.url}. */
  public String adminUrl(String machine) {
    return some(Catalogue.ADMIN_URL).orElse("https://" + host(machine) + ":444");
  }

  /** {@code node.site}. */
  public Optional<String> site() {
    return some(Catalogue.SITE);
  }

  /** {@code node.roles}. */
  public List<String> roles() {
    return list(Catalogue.ROLES);
  }

  /** {@code node.attributes}. */
  public Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    for (String attribute : list(Catalogue.ATTRIBUTES)) {
      int at = attribute.indexOf('=');
      attributes.put(attribute.substring(0, at).strip(), attribute.substring(at + 1).strip());
    }
    return attributes;
  }

  /** {@code http.host}. */
  public String httpHost() {
    return text(Catalogue.HTTP_HOST);
  }

  /** {@code http.port}. */
  public int httpPort() {
    return number(Catalogue.HTTP_PORT);
  }

  /** {@code data.dir}. */
  public Path dataDir() {
    return Path.of(text(Catalogue.DATA)).toAbsolutePath();
  }

  /** {@code files.dir}. */
  public Path filesDir() {
    return Path.of(text(Catalogue.FILES)).toAbsolutePath();
  }

  /** {@code secret.file}. */
  public Path secretFile() {
    return some(Catalogue.SECRET).map(Path::of).orElseGet(() -> dataDir().resolve("taeh"));
  }

  /** {@code join.token.file}. */
  public Path joinTokenFile() {
    return some(Catalogue.JOIN_TOKEN)
        .map(Path::of)
        .orElseGet(() -> dataDir().resolve("join.token"));
  }

  /**
   * What the file of {@code metrics.token.file} holds; empty where none is set.
   *
   * @throws InvalidSettingsException if it cannot be read, or others may read it
   */
  public Optional<String> metricsToken() {
    return some(Catalogue.METRICS_TOKEN)
        .map(file -> PasswordFiles.read(Catalogue.METRICS_TOKEN.name(), file));
  }

  /** {@code kafka.bootstrap.servers}. */
  public String bootstrapServers() {
    return text(Catalogue.KAFKA);
  }

  /** The other settings that start with {@code kafka.}, without it. */
  public Map<String, String> kafkaClient() {
    return Map.copyOf(kafkaClient);
  }

  /**
   * What Kafka's and the registry's clients are told, as {@link
   * io.lockstep.log.LogConnection#clientProperties()} has it. Reads the files of passwords.
   *
   * @throws InvalidSettingsException if a file cannot be read, or others may read it
   */
  public Map<String, String> clientProperties() {
    Map<String, String> properties = new TreeMap<>(kafkaClient);
    for (Setting setting : RegistryCatalogue.ALL) {
      some(setting).ifPresent(value -> properties.put(setting.name(), value));
    }
    return PasswordFiles.resolve(properties);
  }

  /** {@code registry.url}, with the API path. */
  public URI registry() {
    String url = text(Catalogue.REGISTRY);
    return URI.create(
        url.matches("(?i)https?://[^/]+/?") ? url.replaceAll("/$", "") + REGISTRY_API : url);
  }

  /** {@code topics.replication.factor}. */
  public short replicationFactor() {
    return (short) number(Catalogue.REPLICATION);
  }

  /** {@code topics.min.insync.replicas}. */
  public int minInsyncReplicas() {
    return number(Catalogue.IN_SYNC);
  }

  /** {@code drift.sweep.ms}. */
  public Duration driftSweep() {
    return Duration.ofMillis(number(Catalogue.DRIFT_SWEEP));
  }

  /** {@code report.interval.ms}. */
  public Duration reportInterval() {
    return Duration.ofMillis(number(Catalogue.REPORT_INTERVAL));
  }

  /** {@code command.timeout.ms}. */
  public Duration commandTimeout() {
    return Duration.ofMillis(number(Catalogue.COMMAND_TIMEOUT));
  }

  /** {@code snapshot.interval.events}. */
  public int snapshotEvents() {
    return number(Catalogue.SNAPSHOT_EVENTS);
  }

  /** {@code snapshot.interval.ms}. */
  public Duration snapshotInterval() {
    return Duration.ofMillis(number(Catalogue.SNAPSHOT_INTERVAL));
  }
}
