package io.lockstep.cli.file;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that lives as long as one command. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  /**
   * Makes a folder among the temporary ones.
   *
   * @param what it is for, a word of its name
   */
  public TemporaryFolder(String what) {
    try {
      path = Files.createTempDirectory("lockstep-" + what + "-");
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED,
          "unwritable-file",
          "no folder can be made in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it; what cannot be deleted stays. */
  @Override
  public void close() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
