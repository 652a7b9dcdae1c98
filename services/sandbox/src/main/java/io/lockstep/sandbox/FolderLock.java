package io.lockstep.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Held while a sandbox folder is being changed, so that two callers never start the same thing. */
final class FolderLock {
  // Closing any channel of a file drops the locks this process has on it, so a second attempt from
  // the same process must not even open the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private FolderLock() {}

  /**
   * Works while it holds the lock of the folder. The operating system releases it when this process
   * dies.
   *
   * @throws SandboxException at once, when another process or thread holds it
   */
  static <T> T holding(Layout layout, Supplier<T> work) {
    Path file = layout.lockFile();
    if (!HELD_HERE.add(file)) {
      throw taken(layout, "this process");
    }
    try (FileChannel channel = lock(layout, file)) {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return work.get();
    } catch (IOException e) {
      throw new SandboxException("cannot lock " + file + " (" + e + ")", e);
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static FileChannel lock(Layout layout, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw taken(layout, "process " + Files.readString(file).strip());
    }
    return channel;
  }

  private static SandboxException taken(Layout layout, String holder) {
    return new SandboxException(
        "the sandbox in "
            + layout.dir()
            + " is being started or stopped by "
            + holder
            + "; wait for it to end, or name another folder with --dir");
  }
}
