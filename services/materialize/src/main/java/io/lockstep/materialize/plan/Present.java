package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.FileState;
import java.util.Optional;

/** What there is now: the disk, or what a dry run takes for it. */
@FunctionalInterface
public interface Present {
  /** What stands at a path; empty for nothing. */
  Optional<FileState> state(String path);

  /**
   * The bytes of the regular file at a path; empty for none. Asked for where what a file shall be
   * depends on what it is.
   */
  default Optional<byte[]> bytes(String path) {
    return Optional.empty();
  }
}
