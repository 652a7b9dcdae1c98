package io.lockstep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {
  @Test
  void leavesShortValuesAlone() {
    assertThat(Shortened.of("a b")).isEqualTo("a b");
    assertThat(Shortened.of("é".repeat(60))).isEqualTo("é".repeat(60));
    assertThat(Shortened.of("a\n")).isEqualTo("a\\n");
    assertThat(Shortened.of("")).isEmpty();
    assertThat(Shortened.of(null)).isNull();
    assertThat(Shortened.is("a\n")).isFalse();
  }

  @Test
  void cutsALongLineBetweenCharacters() {
    assertThat(Shortened.of("😀".repeat(61))).isEqualTo("😀".repeat(59) + "…");
    assertThat(Shortened.of("\u0001".repeat(60))).hasSize(60).startsWith("\\u0001");
    assertThat(Shortened.is("a".repeat(61))).isTrue();
  }

  @Test
  void showsTheFirstOfSeveralLinesAndTheirNumber() {
    assertThat(Shortened.of("a\r\nb\n")).isEqualTo("a… (2 lines)");
    assertThat(Shortened.of("a".repeat(61) + "\nb")).isEqualTo("a".repeat(59) + "… (2 lines)");
    assertThat(Shortened.of("\n\n")).isEqualTo("… (2 lines)");
  }
}
