package io.lockstep.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private static final byte[] BYTES = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void replacesAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "much that was there before");

    OutputFile.write(file, BYTES);
    assertThat(file).hasContent("new");
    OutputFile.write(file, writer -> writer(writer, "text"));

    assertThat(file).hasContent("text");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void writesWhatALinkPointsTo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));

    OutputFile.write(link, BYTES);

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void namesALinkToNothing() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nothing"));

    assertThatThrownBy(() -> OutputFile.write(link, BYTES))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(link.toString());
    assertThat(link).isSymbolicLink();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void writesToADeviceAndDoesNotReplaceIt() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process reader = new ProcessBuilder("cat", pipe.toString()).start();

    OutputFile.write(pipe, BYTES);

    assertThat(reader.getInputStream().readAllBytes()).isEqualTo(BYTES);
    assertThat(reader.waitFor()).isZero();
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  private static void writer(Writer writer, String text) {
    try {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
