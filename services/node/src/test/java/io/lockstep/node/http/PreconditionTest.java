package io.lockstep.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {
  private final MutableHttpRequest<?> request = HttpRequest.PUT("/", "");

  private Optional<Long> expected() {
    return Submitter.expectedRevision(request.getHeaders());
  }

  @Test
  void expectsNothingWithoutHeaders() {
    assertThat(expected()).isEmpty();
  }

  @Test
  void expectsTheRevisionOfIfMatch() {
    request.header("If-Match", "\"17\"");

    assertThat(expected()).contains(17L);
  }

  @Test
  void takesARevisionWithoutQuotes() {
    request.header("If-Match", "17");

    assertThat(expected()).contains(17L);
  }

  @Test
  void expectsNoEntityWithIfNoneMatch() {
    request.header("If-None-Match", "*");

    assertThat(expected()).contains(0L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "W/\"17\"",
        "\"x\"",
        "\"17",
        "\"1\", \"2\"",
        "-1",
        "",
        "\"99999999999999999999\""
      })
  void refusesAnIfMatchThatItWouldHaveToGuessAt(String value) {
    request.header("If-Match", value);

    assertThatThrownBy(this::expected)
        .isInstanceOf(ApiException.class)
        .hasMessage("If-Match is a revision in quotes, such as \"17\", not " + value);
  }

  @Test
  void refusesAnIfNoneMatchOtherThanAnyAndBothTogether() {
    request.header("If-None-Match", "\"5\"");
    assertThatThrownBy(this::expected).hasMessageContaining("If-None-Match is *");

    MutableHttpRequest<?> both = HttpRequest.PUT("/", "");
    both.header("If-None-Match", "*").header("If-Match", "\"5\"");
    assertThatThrownBy(() -> Submitter.expectedRevision(both.getHeaders()))
        .hasMessageContaining("without If-Match");
  }
}
