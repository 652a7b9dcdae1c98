package io.lockstep.node.publish;

import io.lockstep.materialize.file.FileHold;
import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of managed files, written to by one node at a time: two would write what is each
 * other's drift, and take each other's temporary files for left over. The publishing thread.
 */
final class FilesHold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FilesHold.class);

  private final Path folder;
  private FileHold hold;

  FilesHold(Path folder) {
    this.folder = folder;
  }

  /**
   * Holds the folder from now on. Does nothing where it cannot be held since it is not there or
   * cannot be written to: who writes a file there is told why, or makes it.
   *
   * @throws MaterializeException if another node holds it
   */
  void require() {
    if (hold != null && hold.isInPlace()) {
      return;
    }
    close();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      hold = FileHold.take(folder.resolve(ManagedFolder.LOCK)).orElse(null);
    } catch (IOException e) {
      LOG.debug("the folder of managed files is not held reason={}", e.toString());
      return;
    }
    if (hold == null) {
      throw new MaterializeException(
          folder.toString(),
          "the folder is in use by another node",
          "give each node a files.dir of its own, or end the other",
          null);
    }
  }

  /** Lets another node have the folder. */
  @Override
  public void close() {
    if (hold != null) {
      hold.close();
      hold = null;
    }
  }
}
