package io.lockstep.status.settings;

import io.lockstep.log.LogConnection;
import io.lockstep.log.RegistrySettings;
import io.lockstep.log.settings.ClientPasswords;
import io.lockstep.log.settings.LogSettings;
import io.lockstep.log.settings.Setting;
import io.lockstep.log.settings.SettingValues;
import io.lockstep.log.topic.TopicLayout;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the status application, checked. Immutable. */
public final class StatusSettings {
  private final SettingValues values;

  private StatusSettings(SettingValues values) {
    this.values = values;
  }

  /** All settings with a name of their own, in the order of the reference. */
  public static List<Setting> all() {
    return Catalogue.ALL;
  }

  /**
   * Checks settings.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException that names every setting that is
   *     wrong, missing or unknown
   */
  public static StatusSettings of(Map<String, String> given) {
    return new StatusSettings(
        SettingValues.of(
            given,
            all(),
            name ->
                name.startsWith(LogSettings.KAFKA_PREFIX)
                    || name.startsWith(RegistrySettings.PREFIX),
            "is no setting of the status application; its README lists them",
            values -> new StatusSettings(values).together()));
  }

  /** What is wrong with values that are right each for itself. */
  private List<String> together() {
    List<String> problems = new ArrayList<>();
    LogSettings.problem(values).ifPresent(problems::add);
    NotifyProblems.add(problems, this);
    boolean tls = keystore().isPresent();
    if (tls != some(Catalogue.KEYSTORE_PASSWORD).isPresent()) {
      problems.add(
          "%s and %s belong together: set both or none"
              .formatted(Catalogue.KEYSTORE.name(), Catalogue.KEYSTORE_PASSWORD.name()));
    }
    if (tls && some(Catalogue.TOKEN).isEmpty()) {
      problems.add(
          "%s is not set, but wants a file where %s is set: others than this machine can ask"
              .formatted(Catalogue.TOKEN.name(), Catalogue.KEYSTORE.name()));
    }
    if (!tls && !isLoopback(httpHost())) {
      problems.add(
          "%s is \"%s\", but wants an address of this machine alone, such as 127.0.0.1, without %s:"
                  .formatted(Catalogue.HTTP_HOST.name(), httpHost(), Catalogue.KEYSTORE.name())
              + " what the API tells would go over the network in the clear");
    }
    return problems;
  }

  static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  String text(Setting setting) {
    return values.text(setting);
  }

  Optional<String> some(Setting setting) {
    return values.some(setting);
  }

  private int number(Setting setting) {
    return values.number(setting);
  }

  /** {@code cluster.name}. */
  public String cluster() {
    return text(LogSettings.CLUSTER);
  }

  /** {@code http.host}. */
  public String httpHost() {
    return text(Catalogue.HTTP_HOST);
  }

  /** {@code http.port}. */
  public int httpPort() {
    return number(Catalogue.HTTP_PORT);
  }

  /** {@code tls.keystore.file}; empty where the API speaks plain HTTP. */
  public Optional<Path> keystore() {
    return some(Catalogue.KEYSTORE).map(file -> Path.of(file).toAbsolutePath());
  }

  /**
   * What the file of {@code tls.keystore.password.file} holds.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if it cannot be read, or others may
   *     read it
   */
  public String keystorePassword() {
    return PrivateText.read(Catalogue.KEYSTORE_PASSWORD.name(), text(Catalogue.KEYSTORE_PASSWORD));
  }

  /**
   * What the file of {@code access.token.file} holds; empty where nobody needs a token.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if it cannot be read, or others may
   *     read it
   */
  public Optional<String> token() {
    return some(Catalogue.TOKEN).map(file -> PrivateText.read(Catalogue.TOKEN.name(), file));
  }

  /** {@code nodes.ca.file}; empty where the cluster's published authorities are trusted. */
  public Optional<Path> nodesCa() {
    return some(Catalogue.NODES_CA).map(file -> Path.of(file).toAbsolutePath());
  }

  /**
   * How people are told of alerts.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if a file of a secret cannot be read,
   *     or others may read it
   */
  public NotifySettings notifications() {
    return new NotifySettings(
        some(Catalogue.MAIL_HOST).map(this::mail),
        some(Catalogue.WEBHOOK_URL).map(this::webhook),
        Duration.ofMillis(number(Catalogue.WINDOW)),
        Duration.ofMinutes(number(Catalogue.GIVE_UP)));
  }

  private MailSettings mail(String host) {
    return new MailSettings(
        host,
        number(Catalogue.MAIL_PORT),
        MailSettings.Security.of(text(Catalogue.MAIL_SECURITY)),
        some(Catalogue.MAIL_CA).map(Path::of),
        some(Catalogue.MAIL_USER),
        secret(Catalogue.MAIL_PASSWORD),
        text(Catalogue.MAIL_FROM),
        MailAddresses.split(text(Catalogue.MAIL_TO)));
  }

  private WebhookSettings webhook(String url) {
    return new WebhookSettings(
        URI.create(url),
        some(Catalogue.WEBHOOK_CA).map(Path::of),
        secret(Catalogue.WEBHOOK_TOKEN),
        secret(Catalogue.WEBHOOK_SECRET));
  }

  private Optional<String> secret(Setting setting) {
    return some(setting).map(file -> PrivateText.read(setting.name(), file));
  }

  /** {@code topics.replication.factor} and {@code topics.min.insync.replicas}. */
  public TopicLayout layout() {
    return new TopicLayout((short) number(LogSettings.REPLICATION), number(LogSettings.IN_SYNC));
  }

  /**
   * How the log is reached. Reads the files of passwords.
   *
   * @throws io.lockstep.log.settings.InvalidSettingsException if one cannot be read, or others may
   *     read it
   */
  public LogConnection connection() {
    return new LogConnection(
        cluster(),
        text(LogSettings.KAFKA),
        LogSettings.registry(values),
        Path.of(text(Catalogue.DATA)).toAbsolutePath().resolve("schemas"),
        ClientPasswords.resolve(LogSettings.clientProperties(values), PrivateText::read));
  }
}
