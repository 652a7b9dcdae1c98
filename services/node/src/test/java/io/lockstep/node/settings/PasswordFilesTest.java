package io.lockstep.node.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFilesTest {
  @TempDir private Path temp;

  private Path file(String text, String mode) throws IOException {
    Path file = Files.writeString(temp.resolve("password"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void areReadInPlaceOfTheirSettings() throws IOException {
    Path file = file("secret with space \n", "rw-------");

    Map<String, String> resolved =
        PasswordFiles.resolve(
            Map.of(
                "ssl.truststore.password.file", file.toString(),
                "registry.auth.password.file", file.toString(),
                "ssl.truststore.location", "x"));

    assertThat(resolved)
        .containsOnly(
            Map.entry("ssl.truststore.password", "secret with space "),
            Map.entry("registry.auth.password", "secret with space "),
            Map.entry("ssl.truststore.location", "x"));
  }

  @Test
  void areRefusedWhereOthersMayReadThemOrTheyAreMissing() throws IOException {
    Path open = file("hunter2", "rw-r--r--");
    Map<String, String> settings =
        Map.of(
            "sasl.jaas.config.file", open.toString(),
            "ssl.key.password.file", temp.resolve("none").toString());

    assertThatThrownBy(() -> PasswordFiles.resolve(settings))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("sasl.jaas.config.file")
        .hasMessageContaining("has mode 0644, wanted 0600")
        .hasMessageContaining("ssl.key.password.file")
        .hasMessageContaining("does not exist")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void areRefusedBesideThePasswordItself() throws IOException {
    Path file = file("hunter2", "rw-------");
    Map<String, String> settings =
        Map.of("ssl.key.password.file", file.toString(), "ssl.key.password", "hunter2");

    assertThatThrownBy(() -> PasswordFiles.resolve(settings))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("ssl.key.password.file and ssl.key.password are both set")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void areKnownToTheSettingsOfANode() throws IOException {
    Path file = file("hunter2", "rw-------");

    NodeSettings settings =
        NodeSettings.of(
            Map.of(
                "cluster.name", "east",
                "node.id", "n1",
                "data.dir", temp.resolve("data").toString(),
                "files.dir", temp.resolve("files").toString(),
                "kafka.bootstrap.servers", "b:9092",
                "registry.url", "https://r",
                "kafka.ssl.keystore.password.file", file.toString(),
                "registry.auth.username", "u",
                "registry.auth.password.file", file.toString()));

    assertThat(settings.clientProperties())
        .containsOnly(
            Map.entry("ssl.keystore.password", "hunter2"),
            Map.entry("registry.auth.username", "u"),
            Map.entry("registry.auth.password", "hunter2"));
  }
}
