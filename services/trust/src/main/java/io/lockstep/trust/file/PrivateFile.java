package io.lockstep.trust.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads and creates a file that only its owner may read: mode 0600 or 0400, a plain file, owned by
 * the process's user, in a folder where nobody else can replace it. Any thread.
 */
public final class PrivateFile {
  private static final int OTHERS = 0177;
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;
  private static final int PLAIN = 0100000;
  private static final int WORLD_WRITABLE = 0002;
  private static final int STICKY = 01000;
  private static final String MODE = "rw-------";

  private final Path path;
  private final String what;
  private final String prefix;
  private final Integer owner;

  /**
   * A file, which need not exist.
   *
   * @param what it holds, as messages say it: "cluster secret"
   * @param prefix of the codes of its refusals: "secret" makes "secret-missing"
   */
  public PrivateFile(Path path, String what, String prefix) {
    this(path, what, prefix, null);
  }

  PrivateFile(Path path, String what, String prefix, Integer owner) {
    this.path = path.toAbsolutePath();
    this.what = what;
    this.prefix = prefix;
    this.owner = owner;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Whether something, be it only a link, has its name. */
  public boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Its bytes; the caller wipes them.
   *
   * @param limit longest length in bytes
   * @throws PrivateFileException if it is missing, too long, or somebody else may read or replace
   *     it
   */
  public byte[] read(int limit) {
    try {
      requirePosix();
      Object before = check();
      byte[] bytes = readNoFollow(limit + 1);
      if (!before.equals(check())) {
        Arrays.fill(bytes, (byte) 0);
        throw problem(FileProblem.CHANGED, "was replaced while it was read; try again", null);
      }
      if (bytes.length > limit) {
        Arrays.fill(bytes, (byte) 0);
        throw problem(
            FileProblem.TOO_LARGE, "is longer than " + limit + " bytes; restore it", null);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw problem(FileProblem.MISSING, "does not exist; create it or copy it here", e);
    } catch (IOException e) {
      throw problem(FileProblem.IO, "cannot be read: " + reason(e), e);
    }
  }

  /**
   * Creates it whole or not at all, with mode 0600, safe against a crash. Of several that create it
   * at once, in this process or others, one succeeds.
   *
   * @throws PrivateFileException if there is one already, or it cannot be written
   */
  public void create(byte[] bytes) {
    Path temporary = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
    try {
      requirePosix();
      checkFolder();
      write(temporary, bytes);
      // A link, unlike a move, fails where the name is taken.
      Files.createLink(path, temporary);
      Files.delete(temporary);
      syncFolder();
    } catch (FileAlreadyExistsException e) {
      throw problem(FileProblem.EXISTS, "exists already and is not overwritten", e);
    } catch (UnsupportedOperationException e) {
      throw problem(FileProblem.FILE_SYSTEM, "is on a file system without links", e);
    } catch (IOException e) {
      throw problem(FileProblem.IO, "cannot be written: " + reason(e), e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /**
   * Puts other bytes in its place, whole or not at all, with mode 0600, safe against a crash.
   *
   * @throws PrivateFileException if it cannot be written
   */
  public void replace(byte[] bytes) {
    Path temporary = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
    try {
      requirePosix();
      checkFolder();
      write(temporary, bytes);
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
    } catch (IOException e) {
      throw problem(FileProblem.IO, "cannot be written: " + reason(e), e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  private Object check() throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode,uid,fileKey,size", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) attributes.get("mode");
    if ((mode & TYPE) == LINK) {
      throw problem(FileProblem.SYMLINK, "is a symbolic link; put the file itself there", null);
    }
    if ((mode & TYPE) != PLAIN) {
      throw problem(FileProblem.NOT_A_FILE, "is not a plain file", null);
    }
    int uid = (Integer) attributes.get("uid");
    int wanted = owner == null ? Owner.ofProcess() : owner;
    if (uid != wanted) {
      throw problem(
          FileProblem.OWNER,
          "belongs to user " + uid + ", this process runs as user " + wanted + "; chown it",
          null);
    }
    if ((mode & OTHERS) != 0) {
      throw problem(
          FileProblem.PERMISSIONS,
          String.format("has mode %04o, wanted 0600; chmod 600 it", mode & 07777),
          null);
    }
    checkFolder();
    return attributes;
  }

  private void checkFolder() throws IOException {
    int mode = (Integer) Files.getAttribute(path.getParent(), "unix:mode");
    if ((mode & WORLD_WRITABLE) != 0 && (mode & STICKY) == 0) {
      throw problem(
          FileProblem.FOLDER,
          String.format("is in a folder of mode %04o that anybody may write to", mode & 07777),
          null);
    }
  }

  private byte[] readNoFollow(int most) throws IOException {
    try (InputStream in =
        Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[most];
      int length = in.readNBytes(buffer, 0, most);
      byte[] bytes = Arrays.copyOf(buffer, length);
      Arrays.fill(buffer, (byte) 0);
      return bytes;
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private void syncFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private void requirePosix() {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      throw problem(
          FileProblem.FILE_SYSTEM, "is on a file system without owners and permissions", null);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The first failure is the one to tell of; what stays has mode 0600.
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  private PrivateFileException problem(FileProblem problem, String text, Throwable cause) {
    return new PrivateFileException(
        problem, prefix + "-" + problem.code(), what + " " + path + " " + text, cause);
  }
}
