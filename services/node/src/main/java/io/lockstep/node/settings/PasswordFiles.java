package io.lockstep.node.settings;

import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.file.PrivateFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Passwords that stand in files of their own: {@code NAME.file} names the file that holds the value
 * of the setting {@code NAME}, mode 0600. A line break at its end is not part of it.
 */
public final class PasswordFiles {
  /** What the name of a setting ends with that names a file. */
  public static final String SUFFIX = ".file";

  private static final int LONGEST_BYTES = 64 * 1024;

  /** Settings of Kafka's and of the registry's clients that hold a password or a key. */
  private static final Set<String> PASSWORDS =
      Set.of(
          "sasl.jaas.config",
          "sasl.oauthbearer.client.credentials.client.secret",
          "ssl.truststore.password",
          "ssl.keystore.password",
          "ssl.keystore.key",
          "ssl.key.password",
          "registry.ssl.truststore.password",
          "registry.ssl.keystore.password",
          "registry.ssl.key.password",
          "registry.auth.password",
          "registry.auth.client.secret");

  private PasswordFiles() {}

  /**
   * Settings of clients with the passwords in place of the files that hold them.
   *
   * @param settings by the names of {@link io.lockstep.log.LogConnection#clientProperties()}
   * @throws InvalidSettingsException if a file cannot be read, others may read it, or a password is
   *     given twice
   */
  public static Map<String, String> resolve(Map<String, String> settings) {
    Map<String, String> resolved = new TreeMap<>(settings);
    List<String> problems = new ArrayList<>();
    for (String password : PASSWORDS) {
      String name = password + SUFFIX;
      String file = resolved.remove(name);
      if (file == null || file.isBlank()) {
        continue;
      }
      if (!resolved.getOrDefault(password, "").isBlank()) {
        problems.add(name + " and " + password + " are both set: set one of them");
        continue;
      }
      try {
        resolved.put(password, read(Path.of(file.strip())));
      } catch (PrivateFileException | InvalidPathException e) {
        problems.add(name + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems.stream().sorted().toList());
    }
    return resolved;
  }

  /**
   * What a file holds, without a line break at its end.
   *
   * @throws InvalidSettingsException if it cannot be read, or others may read it
   */
  static String read(String setting, String file) {
    try {
      return read(Path.of(file.strip()));
    } catch (PrivateFileException | InvalidPathException e) {
      throw new InvalidSettingsException(List.of(setting + ": " + e.getMessage()));
    }
  }

  private static String read(Path file) {
    byte[] bytes = new PrivateFile(file, "password file", "password").read(LONGEST_BYTES);
    return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
  }
}
