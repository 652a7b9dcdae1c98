package io.lockstep.log.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
  private static final String TOKEN = "0123456789abcdef0123456789ABCDEF";

  @Test
  void admitsItselfAlone() {
    AccessToken token = AccessToken.of("some.file", Optional.of(TOKEN));

    assertThat(token.isNone()).isFalse();
    assertThat(token.admits(TOKEN)).isTrue();
    assertThat(token.admits(TOKEN + "0")).isFalse();
    assertThat(token.admits(TOKEN.substring(1))).isFalse();
    assertThat(token.admits("")).isFalse();
  }

  @Test
  void admitsNobodyWhereThereIsNone() {
    AccessToken none = AccessToken.of("some.file", Optional.empty());

    assertThat(none.isNone()).isTrue();
    assertThat(none.admits("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "with spaces with spaces with spaces",
        "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü"
      })
  void refusesWhatCanBeGuessedOrSentWrongWithoutShowingIt(String token) {
    assertThatThrownBy(() -> AccessToken.of("some.file", Optional.of(token)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("some.file: ")
        .hasMessageContaining(token.length() + " characters")
        .hasMessageNotContaining(token);
  }
}
