package io.lockstep.node.content;

import io.lockstep.log.content.ChunkHash;
import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.Chunker;
import io.lockstep.materialize.content.Scan;
import io.lockstep.schema.ContentPiece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings the bytes of files into the log, as far as they are not there yet. One thread. */
final class Uploader {
  private final ContentLog log;
  private final MessageDigest digest = sha256();
  private long sent;

  Uploader(ContentLog log) {
    this.log = log;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Sends what the log lacks of a file; it is there once the log was flushed. Whether the file is
   * still what was scanned, its stamp tells: its bytes rested when they were scanned, so that who
   * changes them changes the stamp.
   *
   * @return false if it is not: it must not be published
   * @throws IOException if it cannot be read
   */
  boolean upload(Path file, Scan.Found found) throws IOException {
    ChunkHash hash = ChunkHash.of(found.item().sha256());
    long size = found.item().size();
    if (size == 0 || log.has(hash)) {
      return true; // moved, copied, or put back
    }
    return size <= Chunker.MIN ? uploadSmall(file, found, hash) : uploadLarge(file, found, hash);
  }

  /** How many bytes it sent so far. */
  long sent() {
    return sent;
  }

  private boolean uploadSmall(Path file, Scan.Found found, ChunkHash hash) throws IOException {
    // One more, to see that it is not longer.
    ByteBuffer bytes = ByteBuffer.allocate((int) found.item().size() + 1);
    try (FileChannel channel = open(file)) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // until its end
      }
    }
    bytes.flip();
    digest.update(bytes.duplicate());
    if (!ChunkHash.of(ByteBuffer.wrap(digest.digest())).equals(hash) || !found.isUnchanged(file)) {
      return false;
    }
    send(hash, bytes);
    return true;
  }

  private boolean uploadLarge(Path file, Scan.Found found, ChunkHash hash) throws IOException {
    long size = found.item().size();
    List<ContentPiece> pieces = new ArrayList<>();
    try (FileChannel channel = open(file)) {
      Chunker chunker = new Chunker(channel);
      for (ByteBuffer chunk = chunker.next(); chunk != null; chunk = chunker.next()) {
        digest.update(chunk.duplicate());
        ChunkHash piece = ChunkHash.of(ByteBuffer.wrap(digest.digest()));
        if (chunk.remaining() == size && !piece.equals(hash)) {
          return false;
        }
        pieces.add(new ContentPiece(piece.bytes(), chunk.remaining()));
        if (!log.has(piece)) {
          send(piece, chunk);
        }
      }
    }
    if (!found.isUnchanged(file)) {
      return false;
    }
    if (pieces.size() > 1) {
      log.putRecipe(hash, pieces);
    }
    return true;
  }

  private void send(ChunkHash hash, ByteBuffer bytes) {
    sent += bytes.remaining();
    log.put(hash, bytes);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }
}
