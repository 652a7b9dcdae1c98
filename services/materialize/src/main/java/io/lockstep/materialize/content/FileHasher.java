package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.file.Path;

/** Reads a file from its beginning to its end. */
@FunctionalInterface
public interface FileHasher {
  /**
   * The SHA-256 of what was read, in lower-case hexadecimal.
   *
   * @throws IOException if it cannot be read
   */
  String sha256(Path file) throws IOException;
}
