package io.lockstep.materialize.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private static List<CheckResult> look(String target) {
    return new CheckRunner(1, Duration.ofSeconds(30))
        .run(List.of(new HostCheck("hosts", target, Duration.ofSeconds(5))));
  }

  @Test
  void saysOfEachAddressWhetherItAnswers() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String target = "127.0.0.1:" + server.getLocalPort();

      assertThat(look(target))
          .extracting(CheckResult::subject, CheckResult::result)
          .containsExactly(tuple(target + " 127.0.0.1", Verdict.PASS));
    }
  }

  @Test
  void aClosedPortFailsWithARemedy() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = server.getLocalPort();
    }

    CheckResult result = look("127.0.0.1:" + port).get(0);

    assertThat(result.result()).isEqualTo(Verdict.FAIL);
    assertThat(result.what()).startsWith("nothing listens there");
    assertThat(result.remedy()).isEqualTo("start the service there");
  }

  @Test
  void aHostWithoutPortHasToResolveAlone() {
    assertThat(look("n1.localhost").get(0).result()).isEqualTo(Verdict.PASS);
    assertThat(look("no-such-host.invalid").get(0))
        .satisfies(
            result -> {
              assertThat(result.result()).isEqualTo(Verdict.FAIL);
              assertThat(result.what()).contains("does not resolve");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host:", "host:0", "host:65536", "a b:1", "[::1", "http://host:1"})
  void aTargetHasAForm(String target) {
    assertThat(look(target).get(0).what()).contains("is no target");
  }

  @Test
  void readsAddressesOfBothKinds() {
    assertThat(Target.of("[::1]:443").host()).isEqualTo("::1");
    assertThat(Target.of("[::1]:443").port()).hasValue(443);
    assertThat(Target.of("a.example").port()).isEmpty();
  }
}
