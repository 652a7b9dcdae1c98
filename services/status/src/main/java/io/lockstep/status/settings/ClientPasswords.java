package io.lockstep.status.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Passwords of Kafka's and the registry's clients that stand in files of their own: {@code
 * NAME.file} names the file that holds the value of {@code NAME}, mode 0600.
 */
final class ClientPasswords {
  private static final String SUFFIX = ".file";

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

  private ClientPasswords() {}

  /** The settings with the passwords in place of the files that hold them. */
  static Map<String, String> resolve(Map<String, String> settings) {
    Map<String, String> resolved = new TreeMap<>(settings);
    for (String password : NAMES) {
      String name = password + SUFFIX;
      String file = resolved.remove(name);
      if (file == null || file.isBlank()) {
        continue;
      }
      if (!resolved.getOrDefault(password, "").isBlank()) {
        throw new InvalidSettingsException(
            List.of(name + " and " + password + " are both set: set one of them"));
      }
      resolved.put(password, PrivateText.read(name, file.strip()));
    }
    return resolved;
  }
}
