package io.lockstep.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The secrets of one run: those that are given to the cluster, and those that it made. */
final class Secrets {
  static final Kind[] KINDS =
      Arrays.stream(Kind.values()).filter(kind -> kind != Kind.VISIBLE).toArray(Kind[]::new);

  private final Path sandbox;
  private final Path input;
  private final Map<String, Planted> planted = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private Path keyFile;

  /**
   * None yet.
   *
   * @param input folder, outside of the sandbox, for what is given to commands
   */
  Secrets(Path sandbox, Path input) {
    this.sandbox = sandbox;
    this.input = input;
  }

  Collection<Planted> all() {
    return planted.values();
  }

  /** Adds what the sandbox's private files hold now; what they held before stays looked for. */
  void takeFromFolder() throws IOException, GeneralSecurityException {
    for (Planted one : SandboxPlanted.in(sandbox)) {
      add(one);
    }
  }

  private void add(Planted one) {
    String value = Arrays.toString(one.bytes());
    boolean known =
        planted.values().stream().anyMatch(other -> Arrays.equals(other.bytes(), one.bytes()));
    if (!known) {
      planted.put(one.name() + value.hashCode() + planted.size(), one);
    }
  }

  private String text(String name, Kind kind) {
    return texts.computeIfAbsent(
        name,
        any -> {
          String value = "planted-" + UUID.randomUUID();
          add(Planted.text(name, kind, value));
          return value;
        });
  }

  /** The value for a parameter. */
  String parameter(String name) {
    return text(name, Kind.PARAMETER);
  }

  /** The text of a licence. */
  String licence() {
    return text("licence", Kind.LICENCE);
  }

  /** A file with the value for a parameter. */
  String file(String name) throws IOException {
    return file(name, parameter(name));
  }

  String licenceFile() throws IOException {
    return file("licence", licence());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(input.resolve(name.replace(' ', '-') + ".txt"), text + "\n")
        .toString();
  }

  String passwordFile() throws IOException {
    return file("password", text("password of the file", Kind.PASSWORD));
  }

  String wrongPasswordFile() throws IOException {
    return file("wrong-password", text("wrong password", Kind.PASSWORD));
  }

  /** A PKCS#12 of the JDK's keytool. */
  String keyFile() throws Exception {
    if (keyFile == null) {
      keyFile = input.resolve("shop.p12");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
      command.addAll(List.of("-alias", "shop", "-dname", "CN=shop.example", "-validity", "90"));
      command.addAll(List.of("-storetype", "PKCS12", "-keystore", keyFile.toString()));
      command.addAll(List.of("-storepass:file", passwordFile()));
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(input.resolve("keytool.log").toFile())
              .start();
      assertThat(keytool.waitFor()).isZero();
      char[] password = texts.get("password of the file").toCharArray();
      SandboxPlanted.keys("key of the file", keyFile, password).forEach(this::add);
    }
    return keyFile.toString();
  }

  /** As {@link #keyFile}, in PEM, cut within its key. */
  String brokenKeyFile() throws IOException {
    String text = text("key that is none", Kind.CERTIFICATE_KEY);
    return file("broken", "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----");
  }

  /** A session token that was shown. */
  void session(String name, String token) {
    texts.put(name, token);
    SandboxPlanted.session(name, token).forEach(this::add);
  }

  /** A join token that was shown. */
  void joinToken(String name, String token) {
    texts.put(name, token);
    add(Planted.text(name, Kind.JOIN_TOKEN, token));
  }

  /** A token by its name. */
  String token(String name) {
    return texts.get(name);
  }

  /** Tokens that let nobody in: one of another kind, and a real one whose claims were changed. */
  List<String> wrongTokens() {
    String token = texts.get("viewer");
    String[] parts = token.split("\\.");
    String forged =
        parts[0] + "." + parts[1].substring(0, parts[1].length() - 2) + "AA." + parts[2];
    add(Planted.text("forged session", Kind.SESSION, forged));
    String unknown = text("no token at all", Kind.SESSION);

    return List.of(texts.get("token of n9"), forged, unknown);
  }
}
