package io.lockstep.sandbox;

import io.lockstep.trust.certificate.CertificateEntry;
import io.lockstep.trust.certificate.CertificateGenerator;
import io.lockstep.trust.certificate.CertificateSpec;
import io.lockstep.trust.certificate.CertificateWriter;
import io.lockstep.trust.certificate.InternalCa;
import io.lockstep.trust.certificate.KeyType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What guards broker and registry of a secured sandbox, in its folder {@code security}, mode 0700:
 * an authority and the certificates it issued, and a user with a password for each client. The
 * authority's key is kept nowhere. Files with a key or a password have mode 0600.
 */
public final class SandboxSecurity {
  /** The user who may do anything, for provisioning. */
  public static final String ADMIN = "admin";

  /** The user who only reads. */
  public static final String VIEWER = "viewer";

  /** The status application. */
  public static final String STATUS = "status";

  /** The broker itself. */
  static final String BROKER = "kafka";

  private static final int PASSWORD_BYTES = 24;
  private static final Duration LIFE = Duration.ofDays(3650);
  private static final String PROPERTIES = ".properties";

  private final Path folder;
  private final SandboxOptions options;

  SandboxSecurity(SandboxOptions options) {
    this.folder = options.dir().resolve("security");
    this.options = options;
  }

  /** The names of the users that are nodes. */
  public static List<String> nodeUsers(SandboxOptions options) {
    return IntStream.rangeClosed(1, options.nodes()).mapToObj(number -> "n" + number).toList();
  }

  /**
   * Settings of the clients of a user, as {@link #clientFile} holds them; none where the sandbox is
   * not secured.
   *
   * @throws SandboxException when the sandbox was not brought up yet
   */
  public static Map<String, String> client(SandboxOptions options, String user) {
    if (!options.secure()) {
      return Map.of();
    }
    Path file = clientFile(options, user);
    if (!Files.isRegularFile(file)) {
      throw new SandboxException(
          file + " is missing; `lockstep up --secure` makes it for users of the sandbox");
    }
    return Texts.readProperties(file);
  }

  /** A properties file, mode 0600, with which clients of a user reach broker and registry. */
  public static Path clientFile(SandboxOptions options, String user) {
    return new SandboxSecurity(options).folder.resolve(user + PROPERTIES);
  }

  /** Makes what is missing: everything on the first call, later the users of further nodes. */
  void provide() {
    PrivateTexts.folder(folder);
    if (!Files.exists(authority())) {
      issue();
    }
    for (String user : users()) {
      if (!Files.exists(clientFile(options, user))) {
        writeClient(user, password());
      } else {
        // Ports may have changed, and with them nothing that stands in there.
        writeClient(user, passwordOf(user));
      }
    }
    List<String> processes = new ArrayList<>(nodeUsers(options));
    processes.add(STATUS);
    for (String user : processes) {
      PrivateTexts.write(loginFile(user), login(user, passwordOf(user)) + "\n");
    }
  }

  private void issue() {
    CertificateGenerator generator =
        new CertificateGenerator(Clock.systemUTC(), new SecureRandom());
    InternalCa authority =
        InternalCa.create("CN=Lockstep sandbox " + options.cluster(), KeyType.EC_P256, generator);
    for (String server : List.of(BROKER, Layout.REGISTRY)) {
      CertificateEntry entry =
          authority.issue(
              new CertificateSpec(
                  "CN=" + server, List.of("127.0.0.1", "localhost"), KeyType.EC_P256, LIFE));
      PrivateTexts.write(
          certificate(server), new String(CertificateWriter.pem(entry), StandardCharsets.US_ASCII));
    }
    // Last: with it everything is there.
    Texts.write(
        authority(),
        new String(
            CertificateWriter.pem(List.of(authority.certificate())), StandardCharsets.US_ASCII));
  }

  /** Everybody who logs in. */
  List<String> users() {
    List<String> users = new ArrayList<>(List.of(ADMIN, BROKER, VIEWER, STATUS));
    users.addAll(nodeUsers(options));
    return users;
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The password of a user. */
  String passwordOf(String user) {
    String login = Texts.readProperties(clientFile(options, user)).get("sasl.jaas.config");
    int from = login == null ? -1 : login.indexOf("password=\"");
    if (from < 0) {
      throw new SandboxException(
          clientFile(options, user) + " is damaged; restore it, or make the sandbox anew");
    }
    return login.substring(from + "password=\"".length(), login.lastIndexOf('"'));
  }

  private void writeClient(String user, String password) {
    Map<String, String> settings = new TreeMap<>(transport());
    settings.put("sasl.jaas.config", login(user, password));
    PrivateTexts.writeProperties(clientFile(options, user), settings);
  }

  private Map<String, String> transport() {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.mechanism", "SCRAM-SHA-512",
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", authority().toString(),
        "registry.ssl.truststore.type", "PEM",
        "registry.ssl.truststore.location", authority().toString());
  }

  /** The line by which a user logs in. */
  static String login(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + user
        + "\" password=\""
        + password
        + "\";";
  }

  private Path loginFile(String node) {
    return folder.resolve(node + ".jaas");
  }

  /** The settings by which a node or the status application reaches broker and registry. */
  Map<String, String> processSettings(String user) {
    Map<String, String> settings = new TreeMap<>();
    transport()
        .forEach(
            (name, value) ->
                settings.put(name.startsWith("registry.") ? name : "kafka." + name, value));
    settings.put("kafka.sasl.jaas.config.file", loginFile(user).toString());
    return settings;
  }

  /** The certificates that clients trust. */
  Path authority() {
    return folder.resolve("authority.pem");
  }

  /** Key and certificates of the broker or the registry, PEM. */
  Path certificate(String server) {
    return folder.resolve(server + ".pem");
  }

  /** A file of the folder that is there for a moment. */
  Path temporary(String name) {
    return folder.resolve(name);
  }
}
