package io.lockstep.materialize.content;

import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks whether a file is well-formed. Any thread. */
@FunctionalInterface
public interface ContentCheck {
  /** Finds nothing wrong. */
  ContentCheck NONE = (kind, file) -> Optional.empty();

  /**
   * What is wrong with a file, with its place in it; empty if nothing is.
   *
   * @throws IOException if it cannot be read
   */
  Optional<String> problem(Validation kind, Path file) throws IOException;
}
