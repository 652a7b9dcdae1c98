package io.lockstep.materialize.plan;

import io.lockstep.materialize.file.FileState;
import java.util.Optional;

/** What there is now: the disk, or what a dry run takes for it. */
@FunctionalInterface
public interface Present {
  /** What stands at a path; empty for nothing. */
  Optional<FileState> state(String path);
}
