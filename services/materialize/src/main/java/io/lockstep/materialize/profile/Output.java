package io.lockstep.materialize.profile;

import java.util.Arrays;
import java.util.Objects;

/**
 * A file that a node shall have. Equal to another with the same path, bytes, mode and problem.
 *
 * @param path relative to the folder of managed files, segments separated by '/'
 * @param bytes its content, whole; not to be changed
 * @param mode POSIX permission bits, 0 to 0777
 * @param problem why the file cannot be made now, so that the one that is there stays as it is;
 *     null where it can
 */
public record Output(String path, byte[] bytes, int mode, String problem) {
  /** A file with that content. */
  public Output(String path, byte[] bytes, int mode) {
    this(path, bytes, mode, null);
  }

  /**
   * A file that cannot be made now.
   *
   * @param problem what is wrong, with which entity
   */
  public static Output held(String path, String problem) {
    return new Output(path, new byte[0], 0, Objects.requireNonNull(problem, "problem"));
  }

  /**
   * Checks the mode; the path is checked where it is resolved.
   *
   * @throws IllegalArgumentException if the mode has other bits than 0777
   */
  public Output {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(bytes, "bytes");
    if ((mode & ~0777) != 0) {
      throw new IllegalArgumentException(
          "mode %o of %s: permission bits are 0 to 777".formatted(mode, path));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Output that
        && path.equals(that.path)
        && mode == that.mode
        && Objects.equals(problem, that.problem)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return path.hashCode() * 31 + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return problem != null
        ? "%s, held: %s".formatted(path, problem)
        : "%s, %d bytes, mode %04o".formatted(path, bytes.length, mode);
  }
}
