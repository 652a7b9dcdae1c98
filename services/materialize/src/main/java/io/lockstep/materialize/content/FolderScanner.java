package io.lockstep.materialize.content;

import io.lockstep.materialize.file.ManagedFolder;
import io.lockstep.state.image.ContentRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Looks what stands in a folder. Never follows a link, and reads a file's bytes only where its
 * stamp is another than when they were read last. One thread.
 *
 * <p>A file that changes while it is read is busy, and so is one that was written a moment ago, or
 * that changed again shortly after it was read, until it rests: what somebody still writes is not
 * for others. One that was moved in is taken at once.
 */
public final class FolderScanner {
  /** How long a file that keeps changing has to rest. */
  public static final long REST_MILLIS = 300;

  /** Who writes a file in place hardly pauses for so long before it is whole. */
  private static final long FRESH_MILLIS = 25;

  private static final long AGAIN_MILLIS = 1_000;
  private static final int BUFFER = 256 * 1024;
  private static final int SPECIAL = 06000; // set-uid and set-gid

  private final Path root;
  private final Selection selection;
  private final HashCache cache;
  private final Clock clock;
  private final Consumer<Path> directories;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Map<String, Long> readAt = new HashMap<>();
  private Predicate<String> later = path -> false;
  private long restMillis;

  /**
   * A scanner of a folder.
   *
   * @param directories hears of each directory before it is listed, to watch it
   */
  public FolderScanner(
      Path root, Selection selection, HashCache cache, Clock clock, Consumer<Path> directories) {
    this.root = root;
    this.selection = selection;
    this.cache = cache;
    this.clock = clock;
    this.directories = directories;
  }

  /** What stands there now. */
  public Scan scan() {
    return scan(path -> false);
  }

  /**
   * What stands there now.
   *
   * @param later files that are not read now where their hash is not known: {@link #read} does
   */
  public Scan scan(Predicate<String> later) {
    this.later = later;
    restMillis = REST_MILLIS;
    Scan scan =
        new Scan(Files.isDirectory(root), new HashMap<>(), new HashMap<>(), new HashSet<>());
    if (scan.there()) {
      list(root, "", scan);
      if (scan.refused().isEmpty() && scan.busy().isEmpty() && scan.unread().isEmpty()) {
        cache.retain(scan.found().keySet());
      }
      long old = clock.millis() - AGAIN_MILLIS;
      readAt.values().removeIf(at -> at < old);
    }
    return scan;
  }

  /** After how many ms the first of the busy files of the last scan may have come to rest. */
  public long restMillis() {
    return restMillis;
  }

  /**
   * Reads a file that a scan left for later, and notes in the scan what it is: found, busy or
   * refused. One that has gone is busy: a look at the whole folder tells whether it was deleted, or
   * its disk is not there any more.
   *
   * @return whether it is found
   */
  public boolean read(String path, Scan scan, FileHasher hasher) {
    Stamp stamp = scan.unread().remove(path);
    try {
      read(root.resolve(path), path, stamp, scan, hasher);
    } catch (NoSuchFileException e) {
      scan.busy().add(path);
    } catch (IOException e) {
      refuse(path, e, scan);
    }
    return scan.found().containsKey(path);
  }

  private static void refuse(String path, IOException e, Scan scan) {
    scan.refused().put(path, "cannot be read (" + e + "); let the node read it");
  }

  private void list(Path directory, String prefix, Scan scan) {
    directories.accept(directory);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!ManagedFolder.isOwn(name)) {
          look(entry, prefix + name, name, scan);
        }
      }
    } catch (NoSuchFileException e) {
      scan.busy().add(above(prefix)); // taken away meanwhile: look again
    } catch (IOException | DirectoryIteratorException e) {
      scan.refused().put(above(prefix), "cannot be listed (" + e + "); let the node read it");
    }
  }

  /** The directory of a prefix; the folder itself is the empty path, above all others. */
  private static String above(String prefix) {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  private void look(Path entry, String path, String name, Scan scan) {
    if (selection.excludes(path)) {
      return;
    }
    if (!isSpelled(entry, name)) {
      scan.refused().put(path, "has a name that is not UTF-8; rename it");
      return;
    }
    try {
      Stamp stamp = Stamp.of(entry);
      boolean takes = selection.takes(path);
      if (stamp.isDirectory()) {
        if (takes) {
          scan.found().put(path, new Scan.Found(Item.directory(stamp.mode()), stamp));
        }
        list(entry, path + "/", scan);
      } else if (takes) {
        take(entry, path, stamp, scan);
      }
    } catch (NoSuchFileException e) {
      // taken away meanwhile
    } catch (IOException e) {
      refuse(path, e, scan);
    }
  }

  /** The JVM shows bytes that are no UTF-8 as other characters, which name another file. */
  private static boolean isSpelled(Path entry, String name) {
    try {
      return entry.resolveSibling(name).equals(entry);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void take(Path entry, String path, Stamp stamp, Scan scan) throws IOException {
    Optional<String> problem = ContentRules.pathProblem(path);
    if (problem.isPresent()) {
      scan.refused().put(path, problem.get() + "; rename it");
    } else if (stamp.isLink()) {
      String target = Files.readSymbolicLink(entry).toString();
      Optional<String> bad =
          target.indexOf('\uFFFD') >= 0
              ? Optional.of("points to a name that is not UTF-8")
              : ContentRules.targetProblem(path, target);
      if (bad.isPresent()) {
        scan.refused()
            .put(path, "is a link that " + bad.get() + "; let it point inside, or exclude it");
      } else {
        scan.found().put(path, new Scan.Found(Item.link(target), stamp));
      }
    } else if (!stamp.isFile()) {
      scan.refused().put(path, "is " + stamp.kind() + "; move it away, or exclude it");
    } else if ((stamp.bits() & SPECIAL) != 0) {
      scan.refused().put(path, "has the set-uid or set-gid bit; take it off, or exclude it");
    } else {
      file(entry, path, stamp, scan);
    }
  }

  private void file(Path entry, String path, Stamp stamp, Scan scan) throws IOException {
    String sha256 = cache.get(path, stamp);
    if (sha256 != null) {
      found(path, stamp, sha256, scan);
    } else if (isBeingWritten(path, stamp, clock.millis())) {
      scan.busy().add(path);
    } else if (later.test(path)) {
      scan.unread().put(path, stamp);
    } else {
      read(entry, path, stamp, scan, this::hash);
    }
  }

  private void read(Path entry, String path, Stamp stamp, Scan scan, FileHasher hasher)
      throws IOException {
    Instant begin = clock.instant();
    String sha256 = hasher.sha256(entry);
    Stamp after = Stamp.of(entry);
    boolean same = after.equals(stamp);
    if (!same || !sha256.equals(cache.last(path))) {
      readAt.put(path, begin.toEpochMilli());
    }
    if (same) {
      cache.put(path, stamp, sha256, begin.getEpochSecond() * 1_000_000_000L + begin.getNano());
      found(path, stamp, sha256, scan);
    } else {
      scan.busy().add(path);
    }
  }

  private static void found(String path, Stamp stamp, String sha256, Scan scan) {
    scan.found().put(path, new Scan.Found(Item.file(stamp.size(), sha256, stamp.mode()), stamp));
  }

  private boolean isBeingWritten(String path, Stamp stamp, long now) {
    long written = stamp.mtime() / 1_000_000;
    long age = now - written;
    if (age < 0) {
      return age > -FRESH_MILLIS; // the time of its future is somebody's own
    }
    Long before = readAt.get(path);
    boolean again = before != null && written > before;
    long rests = (again ? REST_MILLIS : FRESH_MILLIS) - age;
    if (rests > 0) {
      restMillis = Math.min(restMillis, rests);
    }
    return rests > 0;
  }

  private String hash(Path entry) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (FileChannel channel =
        FileChannel.open(entry, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      for (buffer.clear(); channel.read(buffer) >= 0; buffer.clear()) {
        digest.update(buffer.flip());
      }
    }
    return Digests.hex(digest);
  }

  /** Notes what this node wrote, so that it need not be read: nobody else knew it before. */
  void wrote(String path, Stamp stamp, String sha256) {
    cache.put(path, stamp, sha256, Long.MAX_VALUE);
  }
}
