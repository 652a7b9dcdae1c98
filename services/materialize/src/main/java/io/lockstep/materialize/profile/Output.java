package io.lockstep.materialize.profile;

import java.util.Arrays;
import java.util.Objects;

/**
 * A file that a node shall have. Equal to another with the same path, bytes and mode.
 *
 * @param path relative to the folder of managed files, segments separated by '/'
 * @param bytes its content, whole; not to be changed
 * @param mode POSIX permission bits, 0 to 0777
 */
public record Output(String path, byte[] bytes, int mode) {

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
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return path.hashCode() * 31 + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "%s, %d bytes, mode %04o".formatted(path, bytes.length, mode);
  }
}
