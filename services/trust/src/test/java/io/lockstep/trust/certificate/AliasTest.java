package io.lockstep.trust.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTest {
  @ParameterizedTest
  @ValueSource(strings = {"admind", "a", "0", "-", "my-cert-2026"})
  void takesLowerCaseLettersDigitsAndHyphens(String alias) {
    assertThat(Alias.require(alias)).isEqualTo(alias);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Admind", "a b", "a_b", "ä", "a.b", "a/b", "a\n", "../a", "ａ"})
  void refusesAnythingElse(String alias) {
    assertThatThrownBy(() -> Alias.require(alias)).extracting("code").isEqualTo("invalid-alias");
  }

  @Test
  void takesEightyCharactersAndNoMore() {
    assertThat(Alias.require("a".repeat(80))).hasSize(80);
    assertThatThrownBy(() -> Alias.require("a".repeat(81)))
        .hasMessageContaining("81")
        .extracting("code")
        .isEqualTo("invalid-alias");
  }
}
