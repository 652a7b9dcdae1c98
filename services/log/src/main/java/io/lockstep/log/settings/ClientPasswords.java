package io.lockstep.log.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Passwords of Kafka's and the registry's clients that stand in files of their own: {@code
 * NAME.file} names the file that holds the value of {@code NAME}, mode 0600.
 */
public final class ClientPasswords {
  /** What the name of a setting ends with that names a file. */
  public static final String SUFFIX = ".file";

  /** Settings of Kafka's and of the registry's clients that hold a password or a key. */
  private static final Set<String> NAMES =
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

  /** Reads the file of a password. */
  @FunctionalInterface
  public interface Reader {
    /**
     * What it holds.
     *
     * @param setting that names the file, for messages
     * @throws InvalidSettingsException if it cannot be read, or others may read it
     */
    String read(String setting, String file);
  }

  private ClientPasswords() {}

  /**
   * Settings of clients with the passwords in place of the files that hold them.
   *
   * @param settings by the names of {@link io.lockstep.log.LogConnection#clientProperties()}
   * @throws InvalidSettingsException that names every file that cannot be read or that others may
   *     read, and every password that is given twice
   */
  public static Map<String, String> resolve(Map<String, String> settings, Reader reader) {
    Map<String, String> resolved = new TreeMap<>(settings);
    List<String> problems = new ArrayList<>();
    for (String password : NAMES) {
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
        resolved.put(password, reader.read(name, file.strip()));
      } catch (InvalidSettingsException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems.stream().sorted().toList());
    }
    return resolved;
  }
}
