package io.lockstep.materialize.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  @ParameterizedTest
  @CsvSource({
    "**, a, true",
    "**, a/b/c, true",
    "**/*.log, a.log, true",
    "**/*.log, a/b/c.log, true",
    "**/*.log, a/c.log/d, false",
    "*.log, a/c.log, false",
    "tmp/**, tmp, false",
    "tmp/**, tmp/a/b, true",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "a?c, abc, true",
    "a?c, a/c, false",
    "[a-c].txt, b.txt, true",
    "[!a-c].txt, b.txt, false",
    "[!a].txt, /.txt, false",
    "'{a,b}.txt', b.txt, true",
    "'{a,b}.txt', c.txt, false",
    "a\\*b, a*b, true",
    "a\\*b, aXb, false",
    "a.c, abc, false",
  })
  void matchesWholePaths(String glob, String path, boolean matches) {
    assertThat(Selection.pattern(glob).matches(path)).isEqualTo(matches);
  }

  @Test
  void takesAllThatIsNotExcludedWhereNothingIsIncluded() {
    Selection selection = new Selection(List.of(), List.of("tmp/**"));

    assertThat(selection.takes("a/b.txt")).isTrue();
    assertThat(selection.takes("tmp/b.txt")).isFalse();
  }

  @Test
  void excludeWinsAlsoForWhatIsBelow() {
    Selection selection = new Selection(List.of("conf/**"), List.of("conf/private", "**/*.key"));

    assertThat(selection.takes("conf/a")).isTrue();
    assertThat(selection.takes("other")).isFalse();
    assertThat(selection.takes("conf/private")).isFalse();
    assertThat(selection.takes("conf/private/a")).isFalse();
    assertThat(selection.takes("conf/b/c.key")).isFalse();
  }

  @Test
  void takesAllWhereNothingIsIncluded() {
    Selection selection = new Selection(List.of(), List.of("tmp"));

    assertThat(selection.takes("a/b")).isTrue();
    assertThat(selection.takes("tmp/b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "{a,b", "[z-a]"})
  void saysWhatIsWrongWithAGlob(String glob) {
    assertThatThrownBy(() -> new Selection(List.of(glob), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(glob);
  }
}
