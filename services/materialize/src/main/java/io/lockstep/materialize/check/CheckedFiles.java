package io.lockstep.materialize.check;

import io.lockstep.materialize.file.ManagedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files that checks look at. Reads only; any thread. */
final class CheckedFiles {
  /** More than a file of settings has; what is larger is not read. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final ManagedFolder folder;

  CheckedFiles(Path filesDir) {
    folder = new ManagedFolder(filesDir);
  }

  /** The folder of managed files. */
  Path root() {
    return folder.root();
  }

  /** Where a path is: absolute, or in the folder of managed files, which it does not leave. */
  Path resolve(String path) {
    return path.startsWith("/") ? Path.of(path) : folder.resolve(path);
  }

  /**
   * The bytes of a file.
   *
   * @throws IOException if it cannot be read, or is larger than 16 MiB
   */
  byte[] read(String path) throws IOException {
    Path file = resolve(path);
    if (Files.isDirectory(file)) {
      throw new FileSystemException(path, null, "it is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new FileSystemException(
            path, null, "it has more than %d MiB".formatted(MOST_BYTES >> 20));
      }
      return bytes;
    }
  }

  /** Why a file could not be looked at. */
  static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "this user may not read it";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
