package io.lockstep.materialize.profile.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltinProfilesTest {
  static Stream<String> names() {
    return BuiltinProfiles.all().names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsWithoutProblemsAndHasTheNameOfItsFile(String name) {
    var read = BuiltinProfiles.all().profile(name).orElseThrow();

    assertThat(read.problems()).isEmpty();
    assertThat(read.orThrow().name()).isEqualTo(name);
    assertThat(read.orThrow().text()).isNotBlank();
  }

  @Test
  void theStandardOneIsAmongThem() {
    assertThat(BuiltinProfiles.all().names()).contains(BuiltinProfiles.STANDARD);
    assertThat(BuiltinProfiles.all().text("nosuch")).isEmpty();
  }
}
