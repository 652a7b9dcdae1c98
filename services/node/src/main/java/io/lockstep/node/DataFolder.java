package io.lockstep.node;

import io.lockstep.log.process.CannotStartException;
import io.lockstep.materialize.file.FileHold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The node's data folder, held by one process at a time. */
final class DataFolder implements AutoCloseable {
  private final FileHold hold;

  private DataFolder(FileHold hold) {
    this.hold = hold;
  }

  /**
   * Takes the folder, making it where it is missing.
   *
   * @throws CannotStartException if it cannot be written to, or another process has it
   */
  static DataFolder hold(Path folder) {
    try {
      Files.createDirectories(folder);
      return FileHold.take(folder.resolve("lock"))
          .map(DataFolder::new)
          .orElseThrow(
              () ->
                  new CannotStartException(
                      CannotStartException.FAILED,
                      "data.dir %s is in use by another node; give each node a folder of its own"
                          .formatted(folder),
                      null));
    } catch (IOException e) {
      throw new CannotStartException(
          CannotStartException.FAILED,
          "data.dir %s cannot be written to (%s); let the node's user own it"
              .formatted(folder, e.toString()),
          e);
    }
  }

  @Override
  public void close() {
    hold.close();
  }
}
