package io.lockstep.materialize.content;

import io.lockstep.materialize.file.DiskSteps;
import io.lockstep.materialize.file.FileSteps;
import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Which directory a folder was when it was last looked at, on disk: the directory that a disk is
 * mounted on is another than the one that stands in its place without the disk. One thread.
 */
public final class RootMark {
  private static final FileSteps STEPS = new DiskSteps();
  private static final int MODE = 0600;

  private final Path file;
  private String known;

  private RootMark(Path file, String known) {
    this.file = file;
    this.known = known;
  }

  /**
   * Kept in that file.
   *
   * @throws MaterializeException if it is there and cannot be read
   */
  public static RootMark load(Path file) {
    try {
      return new RootMark(file, Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new RootMark(file, "");
    } catch (IOException e) {
      throw MaterializeException.of(file.toString(), "cannot read", e);
    }
  }

  /**
   * What directory stands at a path: its device and its number there; empty for none.
   *
   * @throws IOException if it cannot be looked at
   */
  public static String of(Path root) throws IOException {
    try {
      return String.valueOf(Files.readAttributes(root, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Whether what was seen is another directory than was noted; false where none was. */
  public boolean isAnother(String seen) {
    return !known.isEmpty() && !known.equals(seen);
  }

  /**
   * Takes what was seen for the folder from now on.
   *
   * @throws MaterializeException if that cannot be kept
   */
  public void note(String seen) {
    if (!seen.isEmpty() && !seen.equals(known)) {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      try {
        Files.createDirectories(file.getParent());
        STEPS.delete(next);
        // On the device before it is renamed: an empty mark takes any directory for the right one.
        STEPS.create(next, seen.getBytes(StandardCharsets.UTF_8), MODE);
        STEPS.rename(next, file);
        STEPS.syncDirectory(file.getParent());
      } catch (IOException e) {
        throw MaterializeException.of(file.toString(), "cannot write", e);
      }
      known = seen;
    }
  }
}
