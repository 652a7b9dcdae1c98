package io.lockstep.node.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that locks a file until its input ends. */
public final class FolderHolder {
  private FolderHolder() {}

  /** Locks the file, and says so. */
  public static void main(String[] args) throws IOException {
    try (FileChannel channel =
        FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      System.out.println(channel.tryLock() == null ? "taken" : "held");
      System.out.flush();
      System.in.readAllBytes();
    }
  }
}
