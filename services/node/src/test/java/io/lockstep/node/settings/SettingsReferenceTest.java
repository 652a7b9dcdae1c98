package io.lockstep.node.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.state.decide.KnownParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
  private static final String WRITE = "lockstep.reference.write";

  private static Path readme() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder.resolve("README.md");
  }

  @Test
  void standsInTheReadmeAsTheCodeHasIt() throws IOException {
    String text = Files.readString(readme());
    String wanted = SettingsReference.in(text);
    if (Boolean.getBoolean(WRITE) && !wanted.equals(text)) {
      Files.writeString(readme(), wanted);
    } else {
      assertThat(text)
          .as(
              "The tables in README.md differ from the code: ./mvnw -pl services/node -am test"
                  + " -Dtest=SettingsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true"
                  + " writes them",
              WRITE)
          .isEqualTo(wanted);
    }
  }

  @Test
  void hasARowForEach() {
    assertThat(SettingsReference.settings().lines()).hasSize(NodeSettings.all().size() + 3);
    assertThat(SettingsReference.parameters().lines()).hasSize(KnownParameters.all().size() + 2);
    assertThat(SettingsReference.settings())
        .contains(
            "| `http.port` | number, 1 to 65535 | `8101` | Port on which the API listens. |\n")
        .contains("| `cluster.name` | name, 1 to 100 letters, digits, '_' and '-' | must be set |");
    assertThat(SettingsReference.parameters())
        .contains(
            "| `Cluster.mode` | one of active, passive, passive_legacy, disabled | `disabled` |"
                + " shared |");
  }

  @Test
  void changesNothingOutsideOfItsMarkers() {
    String text =
        "a\n<!-- settings -->\noutdated\n<!-- /settings -->\nb\n"
            + "<!-- parameters -->\n<!-- /parameters -->\nc";

    String once = SettingsReference.in(text);

    assertThat(once)
        .startsWith("a\n<!-- settings -->\n| setting |")
        .contains("\n<!-- /settings -->\nb\n<!-- parameters -->\n| parameter |")
        .endsWith("\n<!-- /parameters -->\nc")
        .doesNotContain("outdated");
    assertThat(SettingsReference.in(once)).isEqualTo(once);
  }

  @Test
  void saysWhichMarkerIsMissing() {
    assertThatThrownBy(() -> SettingsReference.in("<!-- settings -->\n<!-- /settings -->"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("<!-- parameters -->");
  }
}
