package io.lockstep.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
  void keepsTheModeOfWhatItReplaces() throws IOException {
    Path open = Files.writeString(folder.resolve("open"), "before");
    Path closed = Files.writeString(folder.resolve("closed"), "before");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-r--"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-r-----"));

    OutputFile.write(open, BYTES);
    OutputFile.write(closed, writer -> writer(writer, "text"));

    assertThat(mode(open)).isEqualTo("rw-rw-r--");
    assertThat(mode(closed)).isEqualTo("rw-r-----");
  }

  @Test
  void leavesTheModeOfANewFileToTheUsersUmask() throws IOException {
    Path usual = Files.writeString(folder.resolve("usual"), "");

    OutputFile.write(folder.resolve("new"), BYTES);

    assertThat(mode(folder.resolve("new"))).isEqualTo(mode(usual));
  }

  @Test
  void keepsTheOwnerOfWhatItReplaces() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may");
    Path file = Files.writeString(folder.resolve("file"), "before");
    Files.setAttribute(file, "unix:uid", 12_345);
    Files.setAttribute(file, "unix:gid", 23_456);

    OutputFile.write(file, BYTES);

    assertThat(Files.readAttributes(file, "unix:uid,gid"))
        .containsEntry("uid", 12_345)
        .containsEntry("gid", 23_456);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
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
