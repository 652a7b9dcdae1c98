package io.lockstep.status.settings;

import static org.assertj.core.api.Assertions.assertThat;

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
    return folder.resolve("services/status/README.md");
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
              "The table in services/status/README.md differs from the code: ./mvnw"
                  + " -pl services/status -am test -Dtest=SettingsReferenceTest"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true writes it",
              WRITE)
          .isEqualTo(wanted);
    }
  }
}
