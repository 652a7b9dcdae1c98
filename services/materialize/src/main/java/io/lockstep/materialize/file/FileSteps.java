package io.lockstep.materialize.file;

import java.io.IOException;
import java.nio.file.Path;

/** The steps that change a disk, each alone, so that a test can let any of them fail. */
public interface FileSteps {
  /** Makes a directory; its parent exists. */
  void createDirectory(Path directory) throws IOException;

  /**
   * Makes a file that does not exist and returns once its bytes and mode are on the device. Others
   * cannot open it before its mode, 0 to 0777 whatever the process's umask, is set.
   */
  void create(Path file, byte[] bytes, int mode) throws IOException;

  /**
   * Gives a file the owner and the group of another one, as far as the process may, and returns
   * once that is on the device.
   */
  default void own(Path file, Path like) throws IOException {}

  /** Puts {@code from} in the place of {@code to}, at once. */
  void rename(Path from, Path to) throws IOException;

  /** Removes a file; nothing if it is not there. */
  void delete(Path file) throws IOException;

  /** Returns once the directory's entries are on the device. */
  void syncDirectory(Path directory) throws IOException;
}
