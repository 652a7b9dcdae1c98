package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where files go that stood in a folder before the cluster's took their places. Each content once;
 * nothing removes them. One thread.
 */
final class Aside {
  private static final int SHOWN = 12;

  private final Path folder;

  Aside(Path folder) {
    this.folder = folder;
  }

  /** Keeps a copy, on the device, and says where; null for what has no bytes. */
  Path keep(String path, Path file, Item item) throws IOException {
    if (!item.isFile()) {
      return null;
    }
    Path copy = folder.resolve(path + "." + item.sha256().substring(0, SHOWN));
    Files.createDirectories(copy.getParent());
    if (!Files.exists(copy)) {
      Path next = copy.resolveSibling(copy.getFileName() + ".next");
      Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.setPosixFilePermissions(next, Permissions.of(0600));
      Files.move(next, copy, StandardCopyOption.ATOMIC_MOVE);
    }
    return copy;
  }
}
