package io.lockstep.state.decide;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static final int BOUND = 8;

  @ParameterizedTest
  @ValueSource(strings = {"", "12345678", "ääää", "\uD83D\uDE00\uD83D\uDE00", "\u20AC\u20ACab"})
  void takesTextsOfAsManyBytesAsAreAllowed(String text) {
    assertThatCode(() -> Texts.require("e", "it", text, BOUND)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456789", "ääääa", "\uD83D\uDE00\uD83D\uDE00a", "\u20AC\u20AC\u20AC"})
  void countsBytesAndNotCharacters(String text) {
    assertThatThrownBy(() -> Texts.require("e", "it", text, BOUND))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it has 9 bytes, at most 8 are allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Da", "\uDE00\uD83D", "\uD83D\uDE00\uD83D"})
  void refusesHalfASurrogatePair(String text) {
    assertThatThrownBy(() -> Texts.require("e", "it", text, BOUND))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not valid Unicode");
  }
}
