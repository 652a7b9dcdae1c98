package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "n1",
        "N1.Example.COM.",
        "xn--mnchen-3ya.de",
        "3com.example",
        "a-b.c--d",
        "127.0.0.1",
        "::1",
        "[fd00::5]",
        "fe80::1%eth0",
        "::ffff:10.0.0.1"
      })
  void aNameOrAnAddressIsAHost(String host) {
    assertThat(HostForm.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a;}",
        "a b",
        "a\u00a0b",
        "-a",
        "a-",
        "a..b",
        "node_1",
        "m\u00fcnchen.de",
        "n1:8101",
        "https://n1",
        "a/b",
        "#a",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "[n1]",
        "[::1",
        "::1%",
        ":::",
        "fd00::zz",
        "$(id)",
        "a\nb"
      })
  void nothingElseIs(String host) {
    assertThat(HostForm.isHost(host)).isFalse();
  }

  @Test
  void lengthsAreBounded() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));

    assertThat(HostForm.isHost(longest)).isTrue();
    assertThat(HostForm.isHost(longest + "a")).isFalse();
    assertThat(HostForm.isHost("a".repeat(64))).isFalse();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> HostForm.isHost("1.".repeat(500_000)));
  }
}
