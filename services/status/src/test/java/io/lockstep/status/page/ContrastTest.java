package io.lockstep.status.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contrast as WCAG 2.2 computes it: 4.5 for text (1.4.3), 3 for lines that mean something. */
class ContrastTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");
  private static final Pattern USED = Pattern.compile("var\\(--([a-z0-9-]+)\\)");

  private final PageFiles files = new PageFiles();
  private final Map<String, Integer> light = new HashMap<>();
  private final Map<String, Integer> dark = new HashMap<>();

  ContrastTest() {
    String[] themes = text("colours.css").split("@media \\(prefers-color-scheme: dark\\)");
    assertThat(themes).hasSize(2);
    COLOUR.matcher(themes[0]).results().forEach(found -> put(light, found));
    COLOUR.matcher(themes[1]).results().forEach(found -> put(dark, found));
  }

  private String text(String name) {
    return files.file(name).orElseThrow().text();
  }

  private static void put(Map<String, Integer> theme, MatchResult found) {
    theme.put(found.group(1), Integer.parseInt(found.group(2), 16));
  }

  @Test
  void bothThemesHaveTheSameColours() {
    assertThat(dark.keySet()).isEqualTo(light.keySet()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"page.css", "nodes.css", "changes.css"})
  void everyColourIsOneOfThem(String name) {
    assertThat(text(name)).doesNotContainPattern("#[0-9a-f]{3,8}\\b *[;}]|rgb|hsl|opacity");
    assertThat(USED.matcher(text(name)).results().map(found -> found.group(1)))
        .isSubsetOf(light.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "ink, paper, 4.5",
    "ink, card, 4.5",
    "faint, paper, 4.5",
    "faint, card, 4.5",
    "link, paper, 4.5",
    "good, paper, 4.5",
    "warn, paper, 4.5",
    "bad, paper, 4.5",
    "on-badge, faint, 4.5",
    "on-badge, good, 4.5",
    "on-badge, warn, 4.5",
    "on-badge, bad, 4.5",
    "link, card, 3",
    "line, paper, 3",
    "line, card, 3",
    "good, card, 3",
    "warn, card, 3",
    "bad, card, 3",
    "series-1, paper, 3",
    "series-2, paper, 3",
    "series-3, paper, 3",
    "series-4, paper, 3",
    "series-5, paper, 3",
    "series-6, paper, 3"
  })
  void canBeTold(String front, String back, double wanted) {
    assertThat(contrast(light, front, back)).as("light").isGreaterThanOrEqualTo(wanted);
    assertThat(contrast(dark, front, back)).as("dark").isGreaterThanOrEqualTo(wanted);
  }

  private static double contrast(Map<String, Integer> theme, String front, String back) {
    double one = luminance(theme.get(front));
    double other = luminance(theme.get(back));
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
  }

  private static double linear(int channel) {
    double part = (channel & 0xff) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
