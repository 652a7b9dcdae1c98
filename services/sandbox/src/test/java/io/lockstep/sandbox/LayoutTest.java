package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  @TempDir private Path temp;

  @Test
  void createsAFolderTwice() {
    Layout layout = new Layout(temp.resolve("a").resolve("b"));

    layout.create();

    assertThatCode(layout::create).doesNotThrowAnyException();
    assertThat(layout.dir().resolve("logs")).isDirectory();
  }

  @Test
  void refusesAFolderThatHoldsOtherThings() throws IOException {
    Files.writeString(temp.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> new Layout(temp).create())
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(temp + " is not empty and holds no sandbox")
        .hasMessageContaining("--dir");
    assertThat(temp.resolve("logs")).doesNotExist();
  }

  @Test
  void refusesAFolderItCannotWriteIn() throws IOException {
    // Below a file, since tests may run as a user whom no permission stops.
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThatThrownBy(() -> new Layout(file.resolve("sandbox")).create())
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("cannot write in the sandbox folder " + file.resolve("sandbox"))
        .hasMessageContaining("--dir");
  }
}
