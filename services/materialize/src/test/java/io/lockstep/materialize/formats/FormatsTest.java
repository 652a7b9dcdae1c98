package io.lockstep.materialize.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void findsEveryFormatByItsName() {
    assertThat(Formats.names()).contains("toml", "properties", "ini").doesNotHaveDuplicates();
    for (String name : Formats.names()) {
      assertThat(Formats.byName(name).orElseThrow().name()).isEqualTo(name);
    }
    assertThat(Formats.byName("yaml")).isEmpty();
  }
}
