package io.lockstep.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir Path folder;

  @Test
  void readsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "größer");

    assertThat(InputFile.read(file.toString()).text()).isEqualTo("größer");
  }

  @Test
  void doesNotReadWithoutEnd() throws IOException {
    Path file = folder.resolve("long");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(InputFile.LONGEST + 1L);
    }

    assertThatThrownBy(() -> InputFile.read(file.toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContainingAll(file.toString(), "more than 32 MiB");
  }
}
