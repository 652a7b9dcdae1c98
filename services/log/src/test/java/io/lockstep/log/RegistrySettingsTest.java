package io.lockstep.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrySettingsTest {
  @TempDir private Path temp;

  private static LogConnection connection(Map<String, String> client) {
    return new LogConnection(
        "east", "127.0.0.1:1", URI.create("https://r/apis/registry/v3"), Path.of("s"), client);
  }

  private static void assertRefused(Map<String, String> client, String... words) {
    assertThatThrownBy(() -> ConnectionCheck.require(connection(client)))
        .isInstanceOf(LogSettingsException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("hunter2"));
  }

  @Test
  void areNotNeeded() {
    assertThatCode(() -> ConnectionCheck.require(connection(Map.of()))).doesNotThrowAnyException();
    assertThat(RegistrySettings.of(connection(Map.of())).tls()).isEmpty();
  }

  @Test
  void belongTogether() {
    assertRefused(
        Map.of("registry.auth.username", "u"),
        "registry.auth.username is set without registry.auth.password");
    assertRefused(
        Map.of("registry.auth.client.secret", "hunter2"),
        "registry.auth.client.secret is set without registry.auth.client.id");
    assertRefused(
        Map.of(
            "registry.auth.username", "u",
            "registry.auth.password", "hunter2",
            "registry.auth.client.id", "c",
            "registry.auth.client.secret", "hunter2",
            "registry.auth.token.endpoint", "https://o/token"),
        "are both set");
    assertRefused(
        Map.of(
            "registry.auth.client.id", "c",
            "registry.auth.client.secret", "hunter2",
            "registry.auth.token.endpoint", "o/token"),
        "\"o/token\"");
  }

  @Test
  void areRefusedWhereAStoreCannotBeRead() throws Exception {
    Path broken = Files.writeString(temp.resolve("broken.p12"), "no store");

    assertRefused(
        Map.of("registry.ssl.truststore.location", temp.resolve("missing.p12").toString()),
        "https://r/apis/registry/v3",
        "missing.p12");
    assertRefused(
        Map.of(
            "registry.ssl.truststore.location",
            broken.toString(),
            "registry.ssl.truststore.password",
            "hunter2"),
        "registry.ssl.*");
    assertRefused(Map.of("registry.ssl.trust", "x"), "no setting registry.ssl.trust is known");
  }

  @Test
  void ofKafkasClientsAreCheckedAsWell() throws Exception {
    Path broken = Files.writeString(temp.resolve("broken.p12"), "no store");

    assertRefused(Map.of("security.protocol", "TLS"), "security.protocol");
    assertRefused(
        Map.of(
            "security.protocol", "SSL",
            "ssl.truststore.location", broken.toString(),
            "ssl.truststore.password", "hunter2"),
        "kafka.security.protocol is SSL");
    assertRefused(
        Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512"),
        "kafka.sasl.jaas.config is not set");
    assertRefused(
        Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config", "a.Module required username=\"u\" hunter2"),
        "kafka.sasl.jaas.config is malformed");
  }
}
