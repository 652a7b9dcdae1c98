package io.lockstep.cli.file;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * Writes a whole file or leaves the old one. A link stays, and what it points to is written; what
 * is no file, such as a device or a pipe, is written to.
 */
public final class OutputFile {
  private static final String STANDARD_OUTPUT = "-";

  private OutputFile() {}

  /** Whether no file was named, or a dash. */
  public static boolean isStandardOutput(Path file) {
    return file == null || file.toString().equals(STANDARD_OUTPUT);
  }

  private interface Content {
    void writeTo(Path file) throws IOException;
  }

  /** Replaces the file by these bytes at once. */
  public static void write(Path file, byte[] bytes) {
    replace(file, temporary -> Files.write(temporary, bytes));
  }

  /**
   * Replaces the file by a text of any length at once, in UTF-8.
   *
   * @param text writes it; may throw {@link UncheckedIOException}
   */
  public static void write(Path file, Consumer<Writer> text) {
    replace(
        file,
        temporary -> {
          try (Writer writer = Files.newBufferedWriter(temporary)) {
            text.accept(writer);
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
  }

  private static void replace(Path file, Content content) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        content.writeTo(file);
      } else {
        move(content, target(file));
      }
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED,
          "unwritable-file",
          "file "
              + file
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); name one in a folder that exists and can be written",
          e);
    }
  }

  private static Path target(Path file) throws IOException {
    return Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  private static void move(Content content, Path target) throws IOException {
    Path temporary = Files.createTempFile(target.getParent(), ".lockstep", ".tmp");
    try {
      content.writeTo(temporary);
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
