package io.lockstep.materialize.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHoldTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("lock");
  }

  @Test
  void isOneHoldersAtATime() throws IOException {
    try (FileHold held = FileHold.take(file).orElseThrow()) {
      assertThat(held.isInPlace()).isTrue();
      assertThat(FileHold.take(file)).isEmpty();
      assertThat(FileHold.take(file)).isEmpty();
    }
    FileHold.take(file).orElseThrow().close();
    assertThat(file).exists();
  }

  @Test
  void isTheSameUnderAnotherName() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

    try (FileHold held = FileHold.take(file).orElseThrow()) {
      assertThat(held.isInPlace()).isTrue();
      assertThat(FileHold.take(link.resolve("lock"))).isEmpty();
    }
  }

  @Test
  void isNotInPlaceOnceItsFileIsGoneOrAnother() throws IOException {
    try (FileHold held = FileHold.take(file).orElseThrow()) {
      Files.move(file, folder.resolve("away"));
      assertThat(held.isInPlace()).isFalse();
      Files.createFile(file);
      assertThat(held.isInPlace()).isFalse();
    }
  }

  @Test
  void leavesNothingBehindWhereItCannotBeTaken() throws IOException {
    Path missing = folder.resolve("missing/lock");
    assertThatThrownBy(() -> FileHold.take(missing)).isInstanceOf(NoSuchFileException.class);
    Files.createDirectory(file);
    assertThatThrownBy(() -> FileHold.take(file)).isInstanceOf(IOException.class);
    Files.delete(file);

    FileHold.take(file).orElseThrow().close();
  }
}
