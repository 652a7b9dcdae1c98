package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Makes a new version of a file beside its place: from the pieces that the version before has on
 * this disk, and the others from the log. Memory does not grow with the file. Any thread.
 */
final class Assembler {
  /** So much of a file is in memory at most. */
  private static final int WINDOW = 8 * 1024 * 1024;

  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** So much of the old version is read at a time. */
  private static final int RANGE = 1024 * 1024;

  private final Pieces pieces;
  private final Executor threads;

  /** Outside the heap, where the system takes them. */
  private final ThreadLocal<BufferRing> buffers =
      ThreadLocal.withInitial(() -> new BufferRing(() -> ByteBuffer.allocateDirect(RANGE)));

  /**
   * An assembler.
   *
   * @param threads bring the beginning of a long file to the device, two at least
   */
  Assembler(Pieces pieces, Executor threads) {
    this.pieces = pieces;
    this.threads = threads;
  }

  /**
   * A file on this disk that may have pieces of the new one.
   *
   * @param sha256 of the whole file, as it was
   */
  record Old(Path file, String sha256) {}

  /**
   * Makes a file, whose bytes and mode are on the device once what is returned was forced. Others
   * cannot open it before its mode is set.
   *
   * @param temporary does not exist
   * @param old null for none
   * @return the open file, for the caller to force and to close
   * @throws IOException if that fails; the file may be there in part then
   */
  FileChannel make(Path temporary, Item wanted, Old old) throws IOException {
    var options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    FileChannel out = FileChannel.open(temporary, options, PRIVATE);
    try {
      if (!write(out, wanted, old, pieces::fetch)) {
        out.truncate(0); // what stands on this disk is not what it was
        out.position(0);
        if (!write(
            out,
            wanted,
            null,
            pieces::fetchVerified)) { // tells which piece is not what it should be
          throw new MissingContentException(
              "the pieces of " + wanted.sha256() + " make another file; publish it again");
        }
      }
      Files.setPosixFilePermissions(temporary, Permissions.of(wanted.mode()));
      return out;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** What is written, and what is to be known of it. */
  private record Target(FileChannel channel, BesideDigest digest, WriteBack device) {
    /** The bytes must not change until the digest is done with them. */
    void append(ByteBuffer bytes) throws IOException {
      digest.update(bytes);
      int length = bytes.remaining();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      device.wrote(length);
    }
  }

  private interface Fetch {
    Map<String, byte[]> fetch(Collection<String> sha256) throws MissingContentException;
  }

  private boolean write(FileChannel channel, Item wanted, Old old, Fetch log) throws IOException {
    Target out = new Target(channel, new BesideDigest(threads), new WriteBack(channel, threads));
    try {
      if (wanted.size() > 0) {
        if (old != null && old.sha256().equals(wanted.sha256())) {
          copy(out, old.file());
        } else {
          assemble(out, wanted, old, log);
        }
      }
    } finally {
      out.digest().await();
      out.device().await();
    }
    return out.digest().hex().equals(wanted.sha256()) && channel.size() == wanted.size();
  }

  /** The same bytes stand elsewhere: the file was moved or copied. */
  private void copy(Target out, Path from) throws IOException {
    try (FileChannel in = open(from)) {
      int length = (int) Math.min(RANGE, Math.max(1, in.size()));
      ByteBuffer buffer = buffer(length);
      while (in.read(buffer) >= 0) {
        out.append(buffer.flip());
        buffer = buffer(length);
      }
    } catch (NoSuchFileException e) {
      out.digest().reset(); // it is gone: the hash will tell
    }
  }

  /** Short files have one of their own: it would be kept for each thread. */
  private ByteBuffer buffer(int length) {
    return length < RANGE / 2 ? ByteBuffer.allocate(length) : buffers.get().next().limit(length);
  }

  private void assemble(Target out, Item wanted, Old old, Fetch log) throws IOException {
    List<Piece> recipe = pieces.recipe(wanted.sha256());
    Map<String, Long> here = recipe.size() > 1 ? offsets(old) : Map.of();
    try (FileChannel in = here.isEmpty() ? null : open(old.file())) {
      for (int from = 0; from < recipe.size(); ) {
        int to = from;
        Set<String> absent = new LinkedHashSet<>();
        for (long bytes = 0; to < recipe.size() && bytes < WINDOW; to++) {
          if (!here.containsKey(recipe.get(to).sha256()) && absent.add(recipe.get(to).sha256())) {
            bytes += recipe.get(to).length();
          }
        }
        Map<String, byte[]> fetched = absent.isEmpty() ? Map.of() : log.fetch(absent);
        while (from < to) {
          byte[] bytes = fetched.get(recipe.get(from).sha256());
          if (bytes != null) {
            out.append(ByteBuffer.wrap(bytes));
            from++;
          } else {
            from = range(out, in, here, recipe, from, to);
          }
        }
      }
    } catch (NoSuchFileException e) {
      out.digest().reset(); // the old version is gone: the hash will tell
    }
  }

  /** Where pieces stand in the old version; nothing where it is not known how it was cut. */
  private Map<String, Long> offsets(Old old) {
    Map<String, Long> offsets = new HashMap<>();
    if (old != null) {
      try {
        long offset = 0;
        for (Piece piece : pieces.recipe(old.sha256())) {
          offsets.put(piece.sha256(), offset);
          offset += piece.length();
        }
      } catch (MissingContentException e) {
        return Map.of(); // it was never published
      }
    }
    return offsets;
  }

  /** Copies pieces that follow each other in the old version too; returns the next. */
  private int range(
      Target out, FileChannel in, Map<String, Long> here, List<Piece> recipe, int from, int to)
      throws IOException {
    long offset = here.get(recipe.get(from).sha256());
    int length = recipe.get(from).length();
    int next = from + 1;
    for (; next < to; next++) {
      Long place = here.get(recipe.get(next).sha256());
      if (place == null || place != offset + length || length + recipe.get(next).length() > RANGE) {
        break;
      }
      length += recipe.get(next).length();
    }
    ByteBuffer buffer = buffer(length);
    while (buffer.hasRemaining() && in.read(buffer, offset + buffer.position()) > 0) {
      // until all is read; what is cut short makes another hash
    }
    out.append(buffer.flip());
    return next;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }
}
