package io.lockstep.materialize.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * A folder whose files are managed, and the way from a path in it to the disk. Never follows a path
 * out of the folder: no {@code ..}, no absolute path, no link of a directory to elsewhere. It
 * trusts the folder's owner not to exchange directories for links while a file is being written.
 * Reads only; without state, any thread.
 */
public final class ManagedFolder {
  /** Names that begin so are temporary files, left over where no writer is at work. */
  public static final String TEMPORARY_PREFIX = ".lockstep-tmp-";

  /** The file in a folder whose lock its writer holds. */
  public static final String LOCK = ".lockstep-lock";

  private final Path root;

  /** A folder, which need not exist yet. It may itself be a link. */
  public ManagedFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The folder, absolute. */
  public Path root() {
    return root;
  }

  /** Whether a file of that name is the writer's own, and none of those that it writes. */
  public static boolean isOwn(String name) {
    return name.startsWith(TEMPORARY_PREFIX) || name.equals(LOCK);
  }

  /**
   * Checks the spelling of a path, without a look at the disk.
   *
   * @throws MaterializeException if no file of any folder may have it
   */
  public static void requirePath(String path) {
    ManagedPath.segments(path);
  }

  /**
   * Where a path is on disk: the real directory, links inside the folder resolved, and the name in
   * it. Directories that do not exist yet are taken as they are.
   *
   * @throws MaterializeException if it leaves the folder, or a directory of it is none
   */
  public Path resolve(String path) {
    List<String> segments = ManagedPath.segments(path);
    try {
      Path realRoot = Files.exists(root) ? root.toRealPath() : root;
      Path directory = realRoot;
      for (String segment : segments.subList(0, segments.size() - 1)) {
        directory = enter(realRoot, directory.resolve(segment), path);
      }
      return directory.resolve(segments.get(segments.size() - 1));
    } catch (InvalidPathException e) {
      throw ManagedPath.refused(path, "this system cannot spell it (" + e.getReason() + ")");
    } catch (IOException e) {
      throw MaterializeException.of(shown(path), "cannot find", e);
    }
  }

  private static Path enter(Path realRoot, Path directory, String path) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return directory;
    }
    if (!Files.exists(directory)) {
      throw ManagedPath.refused(path, directory + " is a link to nothing");
    }
    Path real = directory.toRealPath();
    if (!real.startsWith(realRoot)) {
      throw ManagedPath.refused(
          path, "%s is a link to %s, outside of the folder".formatted(directory, real));
    }
    if (!Files.isDirectory(real)) {
      throw ManagedPath.refused(path, directory + " is not a directory");
    }
    return real;
  }

  /**
   * What stands at a path; empty for nothing.
   *
   * @throws MaterializeException if the path leaves the folder, or what stands there cannot be read
   */
  public Optional<FileState> state(String path) {
    Path file = resolve(path);
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      int mode = Modes.mode(attributes.permissions());
      if (!attributes.isRegularFile()) {
        return Optional.of(new FileState("", mode, false));
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(new FileState(Sha256.of(in), mode, true));
      }
    } catch (NoSuchFileException e) {
      requireDirectoryAbove(path, file);
      return Optional.empty();
    } catch (IOException e) {
      throw MaterializeException.of(shown(path), "cannot read", e);
    }
  }

  /**
   * The marks of what stands at a path, without a look into it; empty for nothing.
   *
   * @throws MaterializeException if the path leaves the folder, or cannot be looked at
   */
  public Optional<FileStamp> stamp(String path) {
    Path file = resolve(path);
    try {
      return Optional.of(
          new FileStamp(
              Files.readAttributes(
                  file, "unix:ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw MaterializeException.of(shown(path), "cannot look at", e);
    }
  }

  /** Some JDKs call a path below a file missing, others call it no directory. */
  private void requireDirectoryAbove(String path, Path file) {
    Path above = file.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    if (above != null && !Files.isDirectory(above)) {
      throw MaterializeException.of(
          shown(path), "cannot read", new NotDirectoryException(above.toString()));
    }
  }

  /**
   * The bytes of the regular file at a path.
   *
   * @throws MaterializeException if there is none, or it cannot be read
   */
  public byte[] read(String path) {
    try (InputStream in = Files.newInputStream(resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw MaterializeException.of(shown(path), "cannot read", e);
    }
  }

  /** A path as messages show it. */
  String shown(String path) {
    return root + "/" + path;
  }
}
