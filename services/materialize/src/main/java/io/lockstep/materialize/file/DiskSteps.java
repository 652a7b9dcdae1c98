package io.lockstep.materialize.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps on a real, POSIX file system. Without state. */
public final class DiskSteps implements FileSteps {
  private static final Logger LOG = LoggerFactory.getLogger(DiskSteps.class);
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(Modes.permissions(0600));

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  @Override
  public void create(Path file, byte[] bytes, int mode) throws IOException {
    var options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel = FileChannel.open(file, options, PRIVATE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      Files.setPosixFilePermissions(file, Modes.permissions(mode));
      channel.force(true);
    }
  }

  @Override
  public void own(Path file, Path like) throws IOException {
    boolean owner = take("unix:uid", file, like);
    boolean group = take("unix:gid", file, like);
    if (owner || group) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Without the right to give a file away it stays the process's own. */
  private static boolean take(String attribute, Path file, Path like) throws IOException {
    Object wanted = Files.getAttribute(like, attribute, LinkOption.NOFOLLOW_LINKS);
    if (wanted.equals(Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS))) {
      return false;
    }
    try {
      Files.setAttribute(file, attribute, wanted, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (FileSystemException e) {
      LOG.debug("cannot keep {} of file={} reason={}", attribute, like, e.getReason());
      return false;
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
