package io.lockstep.node.content;

import io.lockstep.log.content.ChunkHash;
import io.lockstep.schema.ContentPiece;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the version before of a file was cut. The same bytes are cut at the same places, so a piece
 * that is still there need not be looked through for its end. Only a guess: its hash tells.
 */
final class Cuts {
  private final List<ContentPiece> before;
  private final Map<ChunkHash, Integer> places = new HashMap<>();
  private int next;

  /**
   * By a version.
   *
   * @param before its pieces in order; none where it is not known
   */
  Cuts(List<ContentPiece> before) {
    this.before = before;
    for (int i = 0; i < before.size(); i++) {
      places.put(ChunkHash.of(before.get(i).getSha256()), i);
    }
  }

  /**
   * How long the next piece may be; 0 where that is not known. The last is not told: it was cut by
   * the end of the file.
   */
  int expected() {
    return next >= 0 && next < before.size() - 1 ? before.get(next).getLength() : 0;
  }

  /** Whether that is the piece that was expected. */
  boolean isExpected(ChunkHash hash) {
    return ChunkHash.of(before.get(next).getSha256()).equals(hash);
  }

  /** Goes on behind a piece. */
  void took(ChunkHash hash, int length) {
    Integer place = places.get(hash);
    if (place != null) {
      next = place + 1;
    } else if (expected() == length) {
      next++; // changed, and as long as it was
    } else {
      next = -1; // until a piece is met again
    }
  }
}
