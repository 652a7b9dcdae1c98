package io.lockstep.status.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusSettingsTest {
  @TempDir private Path folder;

  private Map<String, String> given(String... more) {
    Map<String, String> given = new HashMap<>();
    given.put("cluster.name", "blue");
    given.put("data.dir", folder.toString());
    given.put("kafka.bootstrap.servers", "b1:9092");
    given.put("registry.url", "http://r:8080");
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    return given;
  }

  private Path file(String mode, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void needsLittleOnOneMachine() {
    StatusSettings settings = StatusSettings.of(given());

    assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
    assertThat(settings.httpPort()).isEqualTo(8100);
    assertThat(settings.token()).isEmpty();
    assertThat(settings.layout().replication()).isEqualTo((short) 3);
    assertThat(settings.connection().registry()).hasToString("http://r:8080/apis/registry/v3");
  }

  @Test
  void namesEverythingThatIsWrongOrMissing() {
    assertThatThrownBy(() -> StatusSettings.of(Map.of("http.port", "0", "htpp.host", "x")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("cluster.name is not set")
        .hasMessageContaining("http.port is \"0\", but wants a number of 1 to 65535")
        .hasMessageContaining("htpp.host is no setting");
  }

  @Test
  void listensElsewhereOnlyWithTlsAndToken() {
    assertThatThrownBy(() -> StatusSettings.of(given("http.host", "0.0.0.0")))
        .hasMessageContaining("http.host is \"0.0.0.0\", but wants an address of this machine");
    assertThatThrownBy(
            () ->
                StatusSettings.of(
                    given(
                        "http.host",
                        "0.0.0.0",
                        "tls.keystore.file",
                        "k.p12",
                        "tls.keystore.password.file",
                        "p")))
        .hasMessageContaining("access.token.file is not set");
    assertThatThrownBy(() -> StatusSettings.of(given("tls.keystore.file", "k.p12")))
        .hasMessageContaining("belong together");
  }

  @Test
  void readsPasswordsFromFilesThatOnlyTheOwnerMayRead() throws IOException {
    Path login = file("rw-------", "login;\n");

    LogConnection connection =
        StatusSettings.of(given("kafka.sasl.jaas.config.file", login.toString())).connection();

    assertThat(connection.clientProperties()).containsEntry("sasl.jaas.config", "login;");
    StatusSettings loose =
        StatusSettings.of(given("access.token.file", file("rw-r-----", "x").toString()));
    assertThatThrownBy(loose::token).hasMessageContaining("may be read by others");
  }
}
