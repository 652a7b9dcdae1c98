package io.lockstep.cli.file;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.materialize.file.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes a whole file or leaves the old one, whose mode, owner and group the new one has; one that
 * was not there has the mode that the user's umask leaves. A link stays, and what it points to is
 * written; what is no file, such as a device or a pipe, is written to.
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

  /** Fails where a file cannot be replaced, as far as can be told before there is something. */
  public static void requireWritable(Path file) {
    try {
      Path above = target(file).getParent();
      if (!Files.isWritable(above)) {
        throw new AccessDeniedException(above.toString());
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static void replace(Path file, Content content) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        content.writeTo(file);
      } else {
        move(content, target(file));
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static Failure unwritable(Path file, IOException e) {
    return new Failure(
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

  private static Path target(Path file) throws IOException {
    return Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  private static void move(Content content, Path target) throws IOException {
    Path temporary = target.resolveSibling(".lockstep-" + UUID.randomUUID() + ".tmp");
    try {
      create(temporary, target);
      content.writeTo(temporary);
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Who could read the file before can read it afterwards, and nobody else at any moment. */
  private static void create(Path temporary, Path target) throws IOException {
    if (!Files.exists(target)) {
      Files.createFile(temporary);
      return;
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(target);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Ownership.keep(temporary, target);
    Files.setPosixFilePermissions(temporary, mode);
  }
}
