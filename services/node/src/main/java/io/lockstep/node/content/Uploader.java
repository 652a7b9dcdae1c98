package io.lockstep.node.content;

import io.lockstep.log.content.ChunkHash;
import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.BesideDigest;
import io.lockstep.materialize.content.Chunker;
import io.lockstep.materialize.content.FileHasher;
import io.lockstep.schema.ContentPiece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Reads files and brings their bytes into the log while it reads, as far as they are not there yet.
 * What is sent and what it is called come from the same bytes in memory, so that a file that
 * changes meanwhile never leaves a chunk in the log that is not what its hash says. One thread.
 */
final class Uploader {
  private final ContentLog log;
  private final Executor threads;
  private final MessageDigest digest = sha256();
  private long sent;

  /**
   * To a log.
   *
   * @param threads help to hash long files
   */
  Uploader(ContentLog log, Executor threads) {
    this.log = log;
    this.threads = threads;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether the log has a file, or will once it was flushed. */
  boolean has(String sha256) {
    return log.has(ChunkHash.of(sha256));
  }

  /** How many bytes it sent so far. */
  long sent() {
    return sent;
  }

  /**
   * Reads files; what the log lacks of them is there once it was flushed.
   *
   * @param before the hash that the file had before; null if it is new
   */
  FileHasher after(String before) {
    return file -> {
      try (FileChannel channel =
          FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
        long size = channel.size();
        ByteBuffer small = size <= Chunker.MIN ? readSmall(channel, (int) size) : null;
        return small != null ? sendSmall(small) : sendLarge(channel.position(0), before);
      }
    };
  }

  /** Null if it is longer than that. */
  private static ByteBuffer readSmall(FileChannel channel, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size + 1);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // until its end
    }
    return bytes.hasRemaining() ? bytes.flip() : null;
  }

  private String sendSmall(ByteBuffer bytes) {
    ChunkHash hash = hash(bytes);
    if (bytes.hasRemaining()) {
      send(hash, bytes);
    }
    return hash.hex();
  }

  private String sendLarge(FileChannel channel, String before) throws IOException {
    BesideDigest whole = new BesideDigest(threads);
    Chunker chunker = new Chunker(channel, whole);
    Cuts cuts = new Cuts(before == null ? List.of() : known(before));
    List<ContentPiece> pieces = new ArrayList<>();
    while (true) {
      int length = cuts.expected();
      ByteBuffer chunk = length > 0 ? chunker.peek(length) : null;
      ChunkHash hash = chunk == null ? null : hash(chunk);
      if (hash != null && cuts.isExpected(hash)) {
        chunker.skip(length);
      } else {
        chunk = chunker.next();
        if (chunk == null) {
          break;
        }
        hash = hash(chunk);
      }
      cuts.took(hash, chunk.remaining());
      pieces.add(new ContentPiece(hash.bytes(), chunk.remaining()));
      send(hash, chunk);
    }
    String sha256 = whole.hex();
    ChunkHash file = ChunkHash.of(sha256);
    if (pieces.size() > 1 && !log.has(file)) {
      log.putRecipe(file, pieces);
    }
    return sha256;
  }

  /** How the version before was cut, if that is known without waiting for somebody. */
  private List<ContentPiece> known(String before) throws IOException {
    try {
      ChunkHash hash = ChunkHash.of(before);
      return log.has(hash) ? log.recipe(hash).orElse(List.of()) : List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the node stops", e);
    }
  }

  private ChunkHash hash(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
    return ChunkHash.of(ByteBuffer.wrap(digest.digest()));
  }

  private void send(ChunkHash hash, ByteBuffer bytes) {
    if (!log.has(hash)) {
      sent += bytes.remaining();
      log.put(hash, bytes);
    }
  }
}
