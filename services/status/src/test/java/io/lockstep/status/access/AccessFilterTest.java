package io.lockstep.status.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFilterTest {
  private final AccessFilter filter = new AccessFilter(ViewerToken.of(Optional.of("t".repeat(32))));

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/main.js", "/page/page.css", "/health/readiness"})
  void everybodyMayHaveThePageAndHealth(String path) {
    assertThat(filter.check(HttpRequest.GET(path))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/status",
        "/api/v1/status/watch",
        "/prometheus",
        "//api/v1/status",
        "/page/../api/v1/status",
        "/page/%2e%2e%2fapi"
      })
  void allElseWantsTheToken(String path) {
    assertThat(filter.check(HttpRequest.GET(path)).code()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/status", "/prometheus"})
  void whoShowsTheTokenMayLook(String path) {
    assertThat(filter.check(HttpRequest.GET(path).bearerAuth("t".repeat(32)))).isNull();
  }
}
