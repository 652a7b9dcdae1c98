package io.lockstep.node.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Age and size of the snapshot as its file has them. Any thread. */
final class SnapshotFile {
  private final Path file;

  SnapshotFile(Path file) {
    this.file = file;
  }

  /** When it was written, in milliseconds since 1970; empty where there is none. */
  Optional<Long> time() {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toMillis());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its size; empty where there is none. */
  Optional<Long> bytes() {
    try {
      return Optional.of(Files.size(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
