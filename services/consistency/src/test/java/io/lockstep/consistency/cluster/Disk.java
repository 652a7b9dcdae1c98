package io.lockstep.consistency.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The disk of a node, which can become full: a small file system of its own where this process may
 * mount one, else a limit of 0 on the size of files that the node writes, which it meets as an
 * error of the same kind.
 */
public final class Disk implements AutoCloseable {
  private static final String SIZE = "64m";
  private static final int BLOCK = 64 * 1024;

  private final Path folder;
  private final boolean mounted;

  private Disk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  static Disk at(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Disk disk =
        new Disk(
            folder,
            Tool.works("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "lockstep", folder + ""));
    Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "unmount"));
    return disk;
  }

  /** How it is filled. */
  public String kind() {
    return mounted ? "a full file system" : "a limit on the size of files";
  }

  /** Fills it to the last byte. */
  public void fill(Child node) {
    if (!mounted) {
      limit(node, "0");
      return;
    }
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (byte[] block = new byte[BLOCK]; ; ) {
        out.write(block);
      }
    } catch (IOException full) {
      return;
    }
  }

  /** Gives the space back. */
  public void free(Child node) {
    if (mounted) {
      try {
        Files.deleteIfExists(filler());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      limit(node, "unlimited");
    }
  }

  private static void limit(Child node, String bytes) {
    String[] command = {"prlimit", "--pid", Long.toString(node.pid()), "--fsize=" + bytes + ":"};
    if (node.isAlive() && !Tool.works(command) && node.isAlive()) {
      throw new IllegalStateException("cannot limit the files of " + node + "; is prlimit there?");
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() {
    if (mounted && Files.exists(folder)) {
      Tool.works("umount", "-l", folder.toString());
    }
  }
}
