package io.lockstep.node;

import io.lockstep.log.process.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The node's data folder, held by one process at a time. */
final class DataFolder implements AutoCloseable {
  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, making it where it is missing.
   *
   * @throws CannotStartException if it cannot be written to, or another process has it
   */
  static DataFolder hold(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new CannotStartException(
            CannotStartException.FAILED,
            "data.dir %s is in use by another node; give each node a folder of its own"
                .formatted(folder),
            null);
      }
      return new DataFolder(channel);
    } catch (IOException e) {
      throw new CannotStartException(
          CannotStartException.FAILED,
          "data.dir %s cannot be written to (%s); let the node's user own it"
              .formatted(folder, e.toString()),
          e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another node in this process
    }
  }

  @Override
  public void close() {
    try {
      channel.close(); // ends the lock
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
