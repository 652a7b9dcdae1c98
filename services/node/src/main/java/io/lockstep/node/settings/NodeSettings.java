package io.lockstep.node.settings;

import io.lockstep.log.settings.HttpAddress;
import io.lockstep.log.settings.LogSettings;
import io.lockstep.log.settings.Setting;
import io.lockstep.log.settings.SettingValues;
import io.lockstep.state.decide.Hosts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings of a node, checked. Immutable. */
public final class NodeSettings {
  private static final int ADMIN_PORT = 444;

  /** On which a server listens, and by which nobody finds it: of IPv4 and of IPv6. */
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", Hosts.normal("::"));

  private final SettingValues values;

  private NodeSettings(SettingValues values) {
    this.values = values;
  }

  /** All settings, in the order of the reference. */
  public static List<Setting> all() {
    return Stream.concat(Catalogue.ALL.stream(), RegistryCatalogue.ALL.stream()).toList();
  }

  /**
   * Checks settings.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException that names every setting that is
   *     wrong, missing or unknown
   */
  public static NodeSettings of(Map<String, String> given) {
    return new NodeSettings(
        SettingValues.of(
            given,
            all(),
            name -> name.startsWith(LogSettings.KAFKA_PREFIX),
            "is no setting of a node; the README lists them",
            values -> LogSettings.problem(values).stream().toList()));
  }

  private List<String> list(Setting setting) {
    return Catalogue.words(values.text(setting)).toList();
  }

  /** {@code cluster.name}. */
  public String cluster() {
    return values.text(LogSettings.CLUSTER);
  }

  /** {@code node.id}. */
  public String node() {
    return values.text(Catalogue.NODE);
  }

  /** {@code node.host}; {@code machine} where it is not set. */
  public String host(String machine) {
    return values.some(Catalogue.HOST).orElse(machine);
  }

  /** {@code node.url}, as clients can call it; {@code machine} where no setting says the host. */
  public String url(String machine) {
    return values
        .some(Catalogue.URL)
        .map(url -> HttpAddress.of(url).orElseThrow().toString())
        .orElseGet(
            () -> https(isEveryAddress(httpHost()) ? host(machine) : httpHost(), httpPort()));
  }

  private static boolean isEveryAddress(String host) {
    return EVERY_ADDRESS.contains(Hosts.normal(host));
  }

  private static String https(String host, int port) {
    return "https://" + HttpAddress.inUrl(host) + ":" + port;
  }

  /** {@code node.admin.url}. */
  public String adminUrl(String machine) {
    return values.some(Catalogue.ADMIN_URL).orElseGet(() -> https(host(machine), ADMIN_PORT));
  }

  /** {@code node.site}. */
  public Optional<String> site() {
    return values.some(Catalogue.SITE);
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
    return values.text(Catalogue.HTTP_HOST);
  }

  /** {@code http.port}. */
  public int httpPort() {
    return values.number(Catalogue.HTTP_PORT);
  }

  /** {@code data.dir}. */
  public Path dataDir() {
    return Path.of(values.text(Catalogue.DATA)).toAbsolutePath();
  }

  /** {@code files.dir}. */
  public Path filesDir() {
    return Path.of(values.text(Catalogue.FILES)).toAbsolutePath();
  }

  /** {@code secret.file}. */
  public Path secretFile() {
    return values.some(Catalogue.SECRET).map(Path::of).orElseGet(() -> dataDir().resolve("taeh"));
  }

  /** {@code join.token.file}. */
  public Path joinTokenFile() {
    return values
        .some(Catalogue.JOIN_TOKEN)
        .map(Path::of)
        .orElseGet(() -> dataDir().resolve("join.token"));
  }

  /**
   * What the file of {@code metrics.token.file} holds; empty where none is set.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if it cannot be read, or others may
   *     read it
   */
  public Optional<String> metricsToken() {
    return values
        .some(Catalogue.METRICS_TOKEN)
        .map(file -> PasswordFiles.read(Catalogue.METRICS_TOKEN.name(), file));
  }

  /** {@code kafka.bootstrap.servers}. */
  public String bootstrapServers() {
    return values.text(LogSettings.KAFKA);
  }

  /** The other settings that start with {@code kafka.}, without it. */
  public Map<String, String> kafkaClient() {
    return LogSettings.clientProperties(values);
  }

  /**
   * What Kafka's and the registry's clients are told, as {@link
   * io.lockstep.log.LogConnection#clientProperties()} has it. Reads the files of passwords.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if a file cannot be read, or others
   *     may read it
   */
  public Map<String, String> clientProperties() {
    Map<String, String> properties = kafkaClient();
    for (Setting setting : RegistryCatalogue.ALL) {
      values.some(setting).ifPresent(value -> properties.put(setting.name(), value));
    }
    return PasswordFiles.resolve(properties);
  }

  /** {@code registry.url}, with the API path. */
  public URI registry() {
    return LogSettings.registry(values);
  }

  /** {@code topics.replication.factor}. */
  public short replicationFactor() {
    return (short) values.number(LogSettings.REPLICATION);
  }

  /** {@code topics.min.insync.replicas}. */
  public int minInsyncReplicas() {
    return values.number(LogSettings.IN_SYNC);
  }

  /** {@code drift.sweep.ms}. */
  public Duration driftSweep() {
    return Duration.ofMillis(values.number(Catalogue.DRIFT_SWEEP));
  }

  /** {@code report.interval.ms}. */
  public Duration reportInterval() {
    return Duration.ofMillis(values.number(Catalogue.REPORT_INTERVAL));
  }

  /** {@code command.timeout.ms}. */
  public Duration commandTimeout() {
    return Duration.ofMillis(values.number(Catalogue.COMMAND_TIMEOUT));
  }

  /** {@code snapshot.interval.events}. */
  public int snapshotEvents() {
    return values.number(Catalogue.SNAPSHOT_EVENTS);
  }

  /** {@code snapshot.interval.ms}. */
  public Duration snapshotInterval() {
    return Duration.ofMillis(values.number(Catalogue.SNAPSHOT_INTERVAL));
  }
}
