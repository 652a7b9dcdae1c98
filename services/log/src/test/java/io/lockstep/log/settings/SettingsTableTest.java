package io.lockstep.log.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.settings.Setting.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
  @Test
  void hasALineForEachSettingAndOneForTheOthers() {
    List<Setting> settings =
        List.of(
            Setting.required("name", Type.TEXT, "A | B <c>."),
            Setting.bounded("port", 8, 1, 9, "A port."),
            Setting.optional("word", Type.TEXT, "", "A word."));

    assertThat(SettingsTable.of(settings, List.of("`kafka.…`", "text", "", "Others.")))
        .isEqualTo(
            """
            | setting | type | default | meaning |
            |---|---|---|---|
            | `name` | text | must be set | A \\| B &lt;c>. |
            | `port` | number, 1 to 9 | `8` | A port. |
            | `word` | text |  | A word. |
            | `kafka.…` | text |  | Others. |
            """);
  }

  @Test
  void takesThePlaceOfTheOneBefore() {
    String text = "before\n<!-- some -->\n| old |\n<!-- /some -->\nbehind\n";

    assertThat(SettingsTable.in(text, "some", "| new |\n"))
        .isEqualTo("before\n<!-- some -->\n| new |\n<!-- /some -->\nbehind\n");
  }

  @Test
  void needsBothMarkers() {
    assertThatThrownBy(() -> SettingsTable.in("<!-- some -->\n", "some", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no line \"<!-- some -->\" with a line \"<!-- /some -->\" behind it");
  }
}
