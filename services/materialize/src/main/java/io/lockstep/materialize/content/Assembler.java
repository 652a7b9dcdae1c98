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
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a new version of a file beside its place: from the pieces that the version before has on
 * this disk, and the others from the log. Memory does not grow with the file. Without state; any
 * thread.
 */
final class Assembler {
  /** So much of a file is in memory at most. */
  private static final int WINDOW = 8 * 1024 * 1024;

  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Pieces pieces;

  Assembler(Pieces pieces) {
    this.pieces = pieces;
  }

  /**
   * A file on this disk that may have pieces of the new one.
   *
   * @param sha256 of the whole file, as it was
   */
  record Old(Path file, String sha256) {}

  /**
   * Makes a file and returns once its bytes are on the device. Others cannot open it before its
   * mode is set.
   *
   * @param temporary does not exist
   * @param old null for none
   * @throws IOException if that fails; the file may be there in part then
   */
  void make(Path temporary, Item wanted, Old old) throws IOException {
    var options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel out = FileChannel.open(temporary, options, PRIVATE)) {
      if (!write(out, wanted, old)) {
        out.truncate(0); // what stands on this disk is not what it was
        out.position(0);
        if (!write(out, wanted, null)) {
          throw new MissingContentException(
              "the pieces of " + wanted.sha256() + " make another file; publish it again");
        }
      }
      Files.setPosixFilePermissions(temporary, Permissions.of(wanted.mode()));
      out.force(true);
    }
  }

  private boolean write(FileChannel out, Item wanted, Old old) throws IOException {
    MessageDigest digest = Digests.sha256();
    if (wanted.size() > 0) {
      if (old != null && old.sha256().equals(wanted.sha256())) {
        copy(out, digest, old.file());
      } else {
        assemble(out, digest, wanted, old);
      }
    }
    return Digests.hex(digest).equals(wanted.sha256()) && out.size() == wanted.size();
  }

  /** The same bytes stand elsewhere: the file was moved or copied. */
  private static void copy(FileChannel out, MessageDigest digest, Path from) throws IOException {
    try (FileChannel in = open(from)) {
      ByteBuffer buffer = ByteBuffer.allocate(Chunker.MAX);
      while (in.read(buffer) >= 0) {
        append(out, digest, buffer.flip());
        buffer.clear();
      }
    } catch (NoSuchFileException e) {
      digest.reset(); // it is gone: the hash will tell
    }
  }

  private void assemble(FileChannel out, MessageDigest digest, Item wanted, Old old)
      throws IOException {
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
        Map<String, byte[]> fetched = absent.isEmpty() ? Map.of() : pieces.fetch(absent);
        for (Piece piece : recipe.subList(from, to)) {
          byte[] bytes = fetched.get(piece.sha256());
          append(out, digest, bytes == null ? range(in, here, piece) : ByteBuffer.wrap(bytes));
        }
        from = to;
      }
    } catch (NoSuchFileException e) {
      digest.reset(); // the old version is gone: the hash will tell
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

  private static ByteBuffer range(FileChannel in, Map<String, Long> here, Piece piece)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(piece.length());
    long offset = here.get(piece.sha256());
    while (buffer.hasRemaining() && in.read(buffer, offset + buffer.position()) > 0) {
      // until the piece is read; one that is cut short makes another hash
    }
    return buffer.flip();
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static void append(FileChannel out, MessageDigest digest, ByteBuffer bytes)
      throws IOException {
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
