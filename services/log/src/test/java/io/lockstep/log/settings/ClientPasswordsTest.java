package io.lockstep.log.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPasswordsTest {
  @Test
  void takeThePlaceOfTheirFiles() {
    Map<String, String> given =
        Map.of("ssl.key.password.file", " /a ", "ssl.key.location.file", "/b", "x", "y");

    assertThat(ClientPasswords.resolve(given, (setting, file) -> setting + " of " + file))
        .containsOnly(
            Map.entry("ssl.key.password", "ssl.key.password.file of /a"),
            Map.entry("ssl.key.location.file", "/b"),
            Map.entry("x", "y"));
  }

  @Test
  void areRefusedWithAllThatIsWrong() {
    Map<String, String> given =
        Map.of(
            "ssl.key.password.file", "/a",
            "registry.auth.password.file", "/b",
            "sasl.jaas.config.file", "/c",
            "sasl.jaas.config", "hunter2");

    assertThatThrownBy(
            () ->
                ClientPasswords.resolve(
                    given,
                    (setting, file) -> {
                      throw new InvalidSettingsException(
                          List.of(setting + ": " + file + " is bad"));
                    }))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("ssl.key.password.file: /a is bad")
        .hasMessageContaining("registry.auth.password.file: /b is bad")
        .hasMessageContaining("sasl.jaas.config.file and sasl.jaas.config are both set")
        .hasMessageNotContaining("hunter2");
  }
}
