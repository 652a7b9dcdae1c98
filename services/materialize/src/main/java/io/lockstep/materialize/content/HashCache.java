package io.lockstep.materialize.content;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hashes of files whose stamp has not changed since they were read, so that a restart does not
 * read ten thousand files again. A loss costs time alone. One thread.
 */
public final class HashCache {
  private static final Logger LOG = LoggerFactory.getLogger(HashCache.class);
  private static final int FORMAT = 0x4c534831;
  private static final int HASH_BYTES = 32;

  /**
   * A file that changes again within a tick of the clock keeps its stamp; ticks have 1 to 10 ms.
   * Less than a file rests before it is read, so that it need not be read twice.
   */
  private static final long TICK_NANOS = 20_000_000;

  private record Known(Stamp stamp, String sha256, long readAt) {}

  private final Path file;
  private final Map<String, Known> known = new HashMap<>();
  private boolean changed;

  private HashCache(Path file) {
    this.file = file;
  }

  /** What a file has; empty where it is missing or cannot be read. */
  public static HashCache load(Path file) {
    HashCache cache = new HashCache(file);
    if (Files.exists(file)) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
        cache.read(in);
      } catch (IOException | RuntimeException e) {
        LOG.warn("hashes of content are read anew file={} reason={}", file, e.toString());
        cache.known.clear();
      }
    }
    return cache;
  }

  private void read(DataInputStream in) throws IOException {
    if (in.readInt() != FORMAT) {
      throw new IOException("it is of another format");
    }
    byte[] hash = new byte[HASH_BYTES];
    for (int count = in.readInt(); count > 0; count--) {
      String path = in.readUTF();
      Stamp stamp =
          new Stamp(
              in.readInt(),
              in.readInt(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong());
      in.readFully(hash);
      known.put(path, new Known(stamp, HexFormat.of().formatHex(hash), in.readLong()));
    }
  }

  /** The hash of a file; null where it has to be read. */
  String get(String path, Stamp stamp) {
    Known entry = known.get(path);
    boolean fits =
        entry != null
            && entry.stamp().equals(stamp)
            && Math.max(stamp.mtime(), stamp.ctime()) + TICK_NANOS < entry.readAt();
    return fits ? entry.sha256() : null;
  }

  /** The hash that a file had when it was read last; null where it never was. */
  String last(String path) {
    Known entry = known.get(path);
    return entry == null ? null : entry.sha256();
  }

  /**
   * Notes a file that was read.
   *
   * @param readAt when reading began, in ns since 1970
   */
  void put(String path, Stamp stamp, String sha256, long readAt) {
    known.put(path, new Known(stamp, sha256, readAt));
    changed = true;
  }

  /** Forgets what is not there any more. */
  void retain(Set<String> paths) {
    changed |= known.keySet().retainAll(paths);
  }

  /** Keeps it on disk, if there is news. */
  public void save() {
    if (!changed) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(file.getParent());
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(next), 1 << 16))) {
        write(out);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      changed = false;
    } catch (IOException e) {
      LOG.warn("hashes of content are not kept file={} reason={}", file, e.toString());
      Staging.discard(next); // a full disk is not to be kept full by what does not fit on it
    }
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(known.size());
    for (Map.Entry<String, Known> each : known.entrySet()) {
      Stamp stamp = each.getValue().stamp();
      out.writeUTF(each.getKey());
      out.writeInt(stamp.type());
      out.writeInt(stamp.bits());
      out.writeLong(stamp.size());
      out.writeLong(stamp.mtime());
      out.writeLong(stamp.ctime());
      out.writeLong(stamp.inode());
      out.write(HexFormat.of().parseHex(each.getValue().sha256()));
      out.writeLong(each.getValue().readAt());
    }
  }
}
