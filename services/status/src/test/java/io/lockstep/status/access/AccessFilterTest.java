package io.lockstep.status.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFilterTest {
  private final AccessFilter filter = new AccessFilter(ViewerToken.of(Optional.of("t".repeat(32))));
  private final AccessFilter open = new AccessFilter(ViewerToken.of(Optional.empty()));

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

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8100", "localhost:8100", "LOCALHOST", "[::1]:8100"})
  void withoutATokenThisMachineMayLook(String host) {
    assertThat(open.check(HttpRequest.GET("/api/v1/changes").header("Host", host))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil", "10.0.0.1"})
  void withoutATokenNoNameThatLeadsHereMay(String host) {
    MutableHttpRequest<?> request = HttpRequest.GET("/api/v1/changes").header("Host", host);

    assertThat(open.check(request).code()).isEqualTo(403);
  }
}
