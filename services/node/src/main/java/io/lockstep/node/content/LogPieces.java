package io.lockstep.node.content;

import io.lockstep.log.content.ChunkHash;
import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.MissingContentException;
import io.lockstep.materialize.content.Piece;
import io.lockstep.materialize.content.Pieces;
import io.lockstep.schema.ContentPiece;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pieces of files, from the log. Any thread. */
final class LogPieces implements Pieces {
  private final ContentLog log;

  LogPieces(ContentLog log) {
    this.log = log;
  }

  @Override
  public List<Piece> recipe(String sha256) throws MissingContentException {
    try {
      List<ContentPiece> found =
          log.recipe(ChunkHash.of(sha256)).orElseThrow(() -> missing(sha256));
      List<Piece> pieces = new ArrayList<>(found.size());
      for (ContentPiece piece : found) {
        if (piece.getLength() < 1 || piece.getLength() > ContentLog.MAX_CHUNK) {
          throw new MissingContentException(
              "the recipe of %s has a piece of %d bytes; publish the file again"
                  .formatted(sha256, piece.getLength()));
        }
        pieces.add(new Piece(ChunkHash.of(piece.getSha256()).hex(), piece.getLength()));
      }
      return pieces;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  @Override
  public Map<String, byte[]> fetch(Collection<String> sha256) throws MissingContentException {
    return fetch(sha256, log::fetch);
  }

  @Override
  public Map<String, byte[]> fetchVerified(Collection<String> sha256)
      throws MissingContentException {
    return fetch(sha256, log::fetchVerified);
  }

  private interface Fetch {
    Map<ChunkHash, byte[]> fetch(Collection<ChunkHash> hashes) throws InterruptedException;
  }

  private static Map<String, byte[]> fetch(Collection<String> sha256, Fetch from)
      throws MissingContentException {
    try {
      Map<ChunkHash, byte[]> found = from.fetch(sha256.stream().map(ChunkHash::of).toList());
      Map<String, byte[]> pieces = new HashMap<>();
      for (String hash : sha256) {
        byte[] bytes = found.get(ChunkHash.of(hash));
        if (bytes == null) {
          throw missing(hash);
        }
        pieces.put(hash, bytes);
      }
      return pieces;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Fetches small files together, so that each alone finds its bytes here. */
  void prefetch(Collection<String> sha256) throws InterruptedException {
    log.prefetch(sha256.stream().map(ChunkHash::of).toList());
  }

  private static MissingContentException missing(String hash) {
    return new MissingContentException(
        "the bytes with SHA-256 %s are not in the topic content; publish the file again"
            .formatted(hash));
  }

  private static MissingContentException interrupted() {
    Thread.currentThread().interrupt();
    return new MissingContentException("the node stops");
  }
}
