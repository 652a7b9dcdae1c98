package io.lockstep.status.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.status.past.NodeRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTest {
  private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

  @Test
  void takesAToken() throws Exception {
    assertThat(Given.token("Bearer " + TOKEN)).isEqualTo(TOKEN);
    assertThat(Given.token("bearer  " + TOKEN + " ")).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", TOKEN, "Bearer short", "Basic " + TOKEN, "Bearer " + TOKEN + "\r\nX: y"})
  void takesNothingElseForOneAndDoesNotRepeatIt(String header) {
    assertThatThrownBy(() -> Given.token(header))
        .isInstanceOf(Given.WrongException.class)
        .message()
        .doesNotContain(TOKEN);
  }

  @Test
  void makesTheRequestOfWhatWasGivenAlone() throws Exception {
    assertThat(Given.revert(Map.of("revision", 7), true))
        .isEqualTo(new NodeRequest("/api/v1/state/revert?dry-run=true", "{\"revision\":7}", false));
    assertThat(Given.revert(Map.of("change", 7L, "force", true, "expectHead", 9), false))
        .isEqualTo(
            new NodeRequest(
                "/api/v1/state/revert?dry-run=false",
                "{\"change\":7,\"force\":true,\"expectHead\":9}",
                true));
    assertThat(NodeRequest.history(Given.text("key", "../a b?c&d/ü"), "node:n1").path())
        .isEqualTo("/api/v1/configuration/..%2Fa%20b%3Fc%26d%2F%C3%BC/history?scope=node%3An1");
  }

  @Test
  void refusesWhatCouldSayMore() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("revision", "7"),
            Map.of("revision", 1.5),
            Map.of("revision", 7, "change", 7),
            Map.of("revision", 7, "force", true),
            Map.of("change", 7, "force", "true"),
            Map.of("change", 7, "path", "/api/v1/tokens"))) {
      assertThatThrownBy(() -> Given.revert(body, false))
          .as(body.toString())
          .isInstanceOf(Given.WrongException.class);
    }
    assertThatThrownBy(() -> Given.revision("at", -1)).isInstanceOf(Given.WrongException.class);
    assertThatThrownBy(() -> Given.text("key", "a\r\nb")).isInstanceOf(Given.WrongException.class);
    assertThatThrownBy(() -> Given.text("key", "..")).isInstanceOf(Given.WrongException.class);
    assertThatThrownBy(() -> Given.key("a b")).isInstanceOf(Given.WrongException.class);
  }
}
