package io.lockstep.node.settings;

import static io.lockstep.node.settings.Setting.bounded;
import static io.lockstep.node.settings.Setting.optional;
import static io.lockstep.node.settings.Setting.required;

import io.lockstep.node.settings.Setting.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of a node, checked. Immutable. */
public final class NodeSettings {
  /** Prefix of settings that go to every Kafka client as they are. */
  public static final String KAFKA_PREFIX = "kafka.";

  private static final String REGISTRY_API = "/apis/registry/v3";

  private static final Setting CLUSTER =
      required("cluster.name", Type.TEXT, "Name of the cluster, the prefix of its topics.");
  private static final Setting NODE =
      required("node.id", Type.TEXT, "Identifies the node for its whole life.");
  private static final Setting HOST =
      optional(
          "node.host",
          Type.TEXT,
          "",
          "Name or address by which others know the host; the first column of the servers file."
              + " Empty: the name of this machine.");
  private static final Setting URL =
      optional(
          "node.url",
          Type.URL,
          "",
          "Where others reach this node's API. Empty: made of http.host and http.port.");
  private static final Setting ADMIN_URL =
      optional(
          "node.admin.url",
          Type.URL,
          "",
          "Where the managed product's administration answers; the second column of the servers"
              + " file. Empty: https://HOST:444.");
  private static final Setting SITE =
      optional("node.site", Type.TEXT, "", "Site of the node. Empty: none.");
  private static final Setting ROLES =
      optional("node.roles", Type.LIST, "", "Roles of the product that the node holds.");
  private static final Setting ATTRIBUTES =
      optional("node.attributes", Type.LIST, "", "Attributes, each NAME=VALUE.");
  private static final Setting HTTP_HOST =
      optional("http.host", Type.TEXT, "127.0.0.1", "Address on which the API listens.");
  private static final Setting HTTP_PORT =
      bounded("http.port", 8101, 1, 65_535, "Port on which the API listens.");
  private static final Setting DATA =
      required("data.dir", Type.FOLDER, "Folder of snapshot, schema cache and manifest.");
  private static final Setting FILES =
      required("files.dir", Type.FOLDER, "Folder in which the managed files are written.");
  private static final Setting KAFKA =
      required("kafka.bootstrap.servers", Type.TEXT, "Brokers, HOST:PORT separated by commas.");
  private static final Setting REGISTRY =
      required(
          "registry.url",
          Type.URL,
          "Apicurio Registry, such as http://host:8080, with its API path if that is unusual.");
  private static final Setting REPLICATION =
      bounded("topics.replication.factor", 3, 1, 9, "Replicas that every topic must have.");
  private static final Setting IN_SYNC =
      bounded("topics.min.insync.replicas", 2, 1, 9, "min.insync.replicas of every topic.");
  private static final Setting REPORT_INTERVAL =
      bounded(
          "report.interval.ms",
          1_000,
          100,
          60_000,
          "Time between reports. Shortened to a quarter of Cluster.connectionTimeout if longer.");
  private static final Setting COMMAND_TIMEOUT =
      bounded(
          "command.timeout.ms",
          5_000,
          100,
          600_000,
          "How long a request waits for its outcome before it is answered 202.");
  private static final Setting SNAPSHOT_EVENTS =
      bounded(
          "snapshot.interval.events",
          10_000,
          1,
          1_000_000_000,
          "A snapshot is written after so many events.");
  private static final Setting SNAPSHOT_INTERVAL =
      bounded(
          "snapshot.interval.ms",
          60_000,
          100,
          86_400_000,
          "A snapshot is written after so long, if anything changed.");
  private static final Setting PROFILE =
      optional("profile", Type.TEXT, "standard", "What the managed product keeps on disk.");
  private static final Setting REJOIN =
      bounded("rejoin", 0, 0, 1, "1: a node that was removed from the cluster may join again.");

  private static final List<Setting> ALL =
      List.of(
          CLUSTER,
          NODE,
          HOST,
          URL,
          ADMIN_URL,
          SITE,
          ROLES,
          ATTRIBUTES,
          HTTP_HOST,
          HTTP_PORT,
          DATA,
          FILES,
          KAFKA,
          REGISTRY,
          REPLICATION,
          IN_SYNC,
          REPORT_INTERVAL,
          COMMAND_TIMEOUT,
          SNAPSHOT_EVENTS,
          SNAPSHOT_INTERVAL,
          PROFILE,
          REJOIN);

  private final Map<String, String> values;
  private final Map<String, String> kafkaClient = new TreeMap<>();

  private NodeSettings(Map<String, String> values) {
    this.values = values;
    values.forEach(
        (name, value) -> {
          if (name.startsWith(KAFKA_PREFIX) && !name.equals(KAFKA.name())) {
            kafkaClient.put(name.substring(KAFKA_PREFIX.length()), value);
          }
        });
  }

  /** All settings, in the order of the reference. */
  public static List<Setting> all() {
    return ALL;
  }

  /**
   * Checks settings.
   *
   * @throws InvalidSettingsException that names every setting that is wrong, missing or unknown
   */
  public static NodeSettings of(Map<String, String> given) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    for (Setting setting : ALL) {
      String value = given.getOrDefault(setting.name(), setting.defaultValue());
      if (value == null || setting.defaultValue() == null && value.isBlank()) {
        problems.add(setting.name() + " is not set: " + setting.text());
        continue;
      }
      setting.problem(value.trim()).ifPresent(problems::add);
      values.put(setting.name(), value.trim());
    }
    for (Map.Entry<String, String> entry : given.entrySet()) {
      if (entry.getKey().startsWith(KAFKA_PREFIX)) {
        values.put(entry.getKey(), entry.getValue());
      } else if (ALL.stream().noneMatch(setting -> setting.name().equals(entry.getKey()))) {
        problems.add(entry.getKey() + " is no setting of a node; the README lists them");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new NodeSettings(values);
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
    return some(setting).map(value -> List.of(value.split("\\s*,\\s*"))).orElse(List.of());
  }

  /** {@code cluster.name}. */
  public String cluster() {
    return text(CLUSTER);
  }

  /** {@code node.id}. */
  public String node() {
    return text(NODE);
  }

  /** {@code node.host}; {@code machine} where it is not set. */
  public String host(String machine) {
    return some(HOST).orElse(machine);
  }

  /** {@code node.url}. */
  public String url() {
    return some(URL).orElse("http://" + httpHost() + ":" + httpPort());
  }

  /** {@code node.admin.url}. */
  public String adminUrl(String machine) {
    return some(ADMIN_URL).orElse("https://" + host(machine) + ":444");
  }

  /** {@code node.site}. */
  public Optional<String> site() {
    return some(SITE);
  }

  /** {@code node.roles}. */
  public List<String> roles() {
    return list(ROLES);
  }

  /** {@code node.attributes}. */
  public Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    for (String attribute : list(ATTRIBUTES)) {
      int at = attribute.indexOf('=');
      attributes.put(
          at < 0 ? attribute : attribute.substring(0, at),
          at < 0 ? "" : attribute.substring(at + 1));
    }
    return attributes;
  }

  /** {@code http.host}. */
  public String httpHost() {
    return text(HTTP_HOST);
  }

  /** {@code http.port}. */
  public int httpPort() {
    return number(HTTP_PORT);
  }

  /** {@code data.dir}. */
  public Path dataDir() {
    return Path.of(text(DATA)).toAbsolutePath();
  }

  /** {@code files.dir}. */
  public Path filesDir() {
    return Path.of(text(FILES)).toAbsolutePath();
  }

  /** {@code kafka.bootstrap.servers}. */
  public String bootstrapServers() {
    return text(KAFKA);
  }

  /** The other settings that start with {@code kafka.}, without it. */
  public Map<String, String> kafkaClient() {
    return Map.copyOf(kafkaClient);
  }

  /** {@code registry.url}, with the API path. */
  public URI registry() {
    String url = text(REGISTRY);
    return URI.create(
        url.matches("(?i)https?://[^/]+/?") ? url.replaceAll("/$", "") + REGISTRY_API : url);
  }

  /** {@code topics.replication.factor}. */
  public short replicationFactor() {
    return (short) number(REPLICATION);
  }

  /** {@code topics.min.insync.replicas}. */
  public int minInsyncReplicas() {
    return number(IN_SYNC);
  }

  /** {@code report.interval.ms}. */
  public Duration reportInterval() {
    return Duration.ofMillis(number(REPORT_INTERVAL));
  }

  /** {@code command.timeout.ms}. */
  public Duration commandTimeout() {
    return Duration.ofMillis(number(COMMAND_TIMEOUT));
  }

  /** {@code snapshot.interval.events}. */
  public int snapshotEvents() {
    return number(SNAPSHOT_EVENTS);
  }

  /** {@code snapshot.interval.ms}. */
  public Duration snapshotInterval() {
    return Duration.ofMillis(number(SNAPSHOT_INTERVAL));
  }

  /** {@code profile}. */
  public String profile() {
    return text(PROFILE);
  }

  /** {@code rejoin}. */
  public boolean rejoin() {
    return number(REJOIN) == 1;
  }
}
