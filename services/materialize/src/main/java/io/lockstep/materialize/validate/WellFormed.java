package io.lockstep.materialize.validate;

import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a file is what its ending promises. It streams by, so memory does not grow with the file,
 * but for single values of it, and for TOML, which is refused beyond {@link TomlCheck#MOST}
 * characters. Nothing outside of the file is read. Without state; any thread.
 */
public final class WellFormed {
  private WellFormed() {}

  /**
   * What is wrong with a file; empty for nothing.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<Problem> check(Validation kind, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return check(kind, in);
    }
  }

  /**
   * What is wrong with a stream's bytes; empty for nothing. Reads to the end, or to the problem;
   * the caller closes it.
   *
   * @throws IOException if it cannot be read
   */
  public static Optional<Problem> check(Validation kind, InputStream in) throws IOException {
    try {
      return switch (kind) {
        case XML -> XmlCheck.check(in);
        case TOML -> TomlCheck.check(in);
        case YAML -> YamlCheck.check(in);
        case JSON -> JsonCheck.check(in);
      };
    } catch (ProblemException e) {
      return Optional.of(e.problem());
    }
  }

  /** Throws what a parser has wrapped, if it came from the stream. */
  static void rethrowCause(Throwable e) throws IOException {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        throw io;
      }
    }
  }
}
