package io.lockstep.node.content;

import io.lockstep.log.content.ChunkHash;
import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.Chunker;
import io.lockstep.materialize.content.Item;
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
  private final MessageDigest whole = sha256();
  private final MessageDigest part = sha256();

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
   * Sends what the log lacks of a file; it is there once the log was flushed.
   *
   * @return false if the file is not what was scanned any more: it must not be published
   * @throws IOException if it cannot be read
   */
  boolean upload(Path file, Item item) throws IOException {
    ChunkHash hash = ChunkHash.of(item.sha256());
    if (item.size() == 0 || log.has(hash)) {
      return true; // moved, copied, or put back
    }
    whole.reset();
    List<ContentPiece> pieces = new ArrayList<>();
    try (FileChannel channel =
        FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      Chunker chunker = new Chunker(channel);
      long size = 0;
      for (ByteBuffer chunk = chunker.next(); chunk != null; chunk = chunker.next()) {
        size += chunk.remaining();
        ChunkHash piece;
        if (size == item.size() && pieces.isEmpty()) {
          part.update(chunk.duplicate());
          piece = ChunkHash.of(ByteBuffer.wrap(part.digest()));
          return piece.equals(hash) && put(piece, chunk);
        }
        whole.update(chunk.duplicate());
        part.update(chunk.duplicate());
        piece = ChunkHash.of(ByteBuffer.wrap(part.digest()));
        pieces.add(new ContentPiece(piece.bytes(), chunk.remaining()));
        if (!log.has(piece)) {
          put(piece, chunk);
        }
      }
    }
    if (!ChunkHash.of(ByteBuffer.wrap(whole.digest())).equals(hash)) {
      return false;
    }
    log.putRecipe(hash, pieces);
    return true;
  }

  private boolean put(ChunkHash piece, ByteBuffer chunk) {
    log.put(piece, chunk);
    return true;
  }
}
