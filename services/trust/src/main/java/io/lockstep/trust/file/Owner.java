package io.lockstep.trust.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The user that this process runs as. */
final class Owner {
  private static final Path SELF = Path.of("/proc/self");

  private Owner() {}

  /**
   * Number of the process's user.
   *
   * @throws IOException if the system does not tell
   */
  static int ofProcess() throws IOException {
    if (Files.exists(SELF)) {
      return (Integer) Files.getAttribute(SELF, "unix:uid"); // a link to the process
    }
    // No /proc: a file that this process makes belongs to its user.
    Path probe = Files.createTempFile("lockstep", null);
    try {
      return number(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private static int number(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
