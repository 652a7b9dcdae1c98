package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.process.CannotStartException;
import io.lockstep.node.testing.FolderHolder;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void isHeldByOneNodeOfAProcess() {
    try (DataFolder held = DataFolder.hold(folder)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> DataFolder.hold(folder)).hasMessageContaining("in use");
    }
    DataFolder.hold(folder).close();
  }

  @Test
  void isHeldByOneProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FolderHolder.class.getName(),
                folder.resolve("lock").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = other.inputReader()) {
      assertThat(out.readLine()).isEqualTo("held");

      assertThatThrownBy(() -> DataFolder.hold(folder))
          .isInstanceOfSatisfying(
              CannotStartException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
          .hasMessageContaining("data.dir " + folder + " is in use by another node");
    } finally {
      other.destroyForcibly().waitFor();
    }
    DataFolder.hold(folder).close();
  }
}
