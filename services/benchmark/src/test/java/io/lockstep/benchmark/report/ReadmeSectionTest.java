package io.lockstep.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeSectionTest {
  private static final String DOCUMENT =
      """
      Before.
      <!-- bench: one -->
      old
      <!-- /bench: one -->
      Between.
      <!-- bench: two -->
      <!-- /bench: two -->
      After.
      """;

  @Test
  void replacesWhatStandsBetweenItsMarkersAlone() {
    String written = ReadmeSection.replace(DOCUMENT, "one", List.of("new", "lines"));

    assertThat(written).isEqualTo(DOCUMENT.replace("old", "new\nlines"));
  }

  @Test
  void writingTwiceIsWritingOnce() {
    List<String> lines = List.of("| a |");
    String once = ReadmeSection.replace(DOCUMENT, "two", lines);

    assertThat(ReadmeSection.replace(once, "two", lines)).isEqualTo(once);
  }

  @Test
  void saysWhichMarkersAreMissing() {
    assertThatThrownBy(() -> ReadmeSection.replace(DOCUMENT, "three", List.of()))
        .hasMessageContaining("<!-- bench: three -->");
  }
}
