package io.lockstep.log.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.settings.Setting.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingValuesTest {
  private static final Setting NAME = Setting.required("name", Type.CLUSTER, "Its name.");
  private static final Setting WORD = Setting.optional("word", Type.TEXT, "", "A word.");
  private static final Setting PORT = Setting.bounded("port", 8, 1, 9, "A port.");

  private static SettingValues of(Map<String, String> given) {
    return SettingValues.of(
        given,
        List.of(NAME, WORD, PORT),
        name -> name.startsWith("open."),
        "is unknown here",
        values -> values.number(PORT) == 7 ? List.of("7 is taken") : List.of());
  }

  @Test
  void areWhatWasSetOrTheDefault() {
    SettingValues values = of(Map.of("name", " east ", "open.other", " x "));

    assertThat(values.text(NAME)).isEqualTo("east");
    assertThat(values.some(WORD)).isEmpty();
    assertThat(values.number(PORT)).isEqualTo(8);
    assertThat(values.others()).containsOnly(Map.entry("open.other", " x "));
  }

  @Test
  void areRefusedWithAllThatIsWrongAtOnce() {
    assertThatThrownBy(() -> of(Map.of("name", " ", "port", "10", "other", "x")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("name is not set: Its name.")
        .hasMessageContaining("port is \"10\", but wants a number of 1 to 9")
        .hasMessageContaining("other is unknown here");
  }

  @Test
  void areLookedAtTogetherOnceEachIsRight() {
    assertThatThrownBy(() -> of(Map.of("name", "east", "port", "7")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("7 is taken");
    assertThatThrownBy(() -> of(Map.of("port", "7")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("name is not set")
        .hasMessageNotContaining("7 is taken");
  }
}
