package io.lockstep.materialize.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a file, which one holder at a time has, of all processes of the machine. The system
 * takes it back when the process ends, in whatever way. Any thread.
 */
public final class FileHold implements AutoCloseable {
  // Closing any channel of a file drops the locks that this process has on it, so a second attempt
  // from the same process must not even open the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final Object key;

  private FileHold(Path file, FileChannel channel, Object key) {
    this.file = file;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Takes the lock, making the file where there is none; empty if another has it.
   *
   * @throws IOException if the file cannot be written to, or its file system has no locks
   */
  public static Optional<FileHold> take(Path file) throws IOException {
    Path real = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    if (!HELD_HERE.add(real)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    boolean held = false;
    try {
      channel =
          FileChannel.open(
              real, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      held = channel.tryLock() != null;
      return held ? Optional.of(new FileHold(real, channel, key(real))) : Optional.empty();
    } finally {
      if (!held) {
        if (channel != null) {
          channel.close();
        }
        HELD_HERE.remove(real);
      }
    }
  }

  /** Whether the file still stands in its place: else another can take the lock of a new one. */
  public boolean isInPlace() {
    try {
      return key.equals(key(file));
    } catch (IOException e) {
      return false;
    }
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Gives the lock back; the file stays. */
  @Override
  public void close() {
    try {
      channel.close(); // ends the lock
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
