package io.lockstep.log.content;

import io.lockstep.log.content.ChunkHash.Place;
import io.lockstep.schema.ContentChunk;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Where in the topic each chunk stands, some 100 bytes each, and the bytes of those that came last.
 * What came first goes first: it was asked for first too. Knows which records this node wrote
 * itself, so that it need not read them back. Any thread.
 */
final class ChunkIndex {
  /** Most pieces of the recipes that are kept: some 8 MiB. */
  private static final int MOST_PIECES = 64 * 1024;

  private final Map<ChunkHash, Long> first = new HashMap<>();
  private final Map<Place, Long> further = new HashMap<>();
  private final FreshChunks fresh;
  private final LinkedHashMap<Place, ContentChunk> recipes = new LinkedHashMap<>();
  private final Set<Place> sending = new HashSet<>();
  private final TreeMap<Long, Long> own = new TreeMap<>(); // from and behind, in offsets
  private int pieces;
  private boolean caughtUp;

  /**
   * An empty one.
   *
   * @param room for bytes of chunks
   */
  ChunkIndex(long room) {
    this.fresh = new FreshChunks(room);
  }

  /** Notes a record. */
  synchronized void put(Place place, long offset) {
    if (place.index() == 0) {
      first.merge(place.hash(), offset, Math::max);
    } else {
      further.merge(place, offset, Math::max);
    }
    notifyAll();
  }

  /** Notes that this node is about to write a record. */
  synchronized void sending(Place place) {
    sending.add(place);
  }

  /**
   * Notes what became of it.
   *
   * @param offset where it stands; negative if it was not written
   */
  synchronized void sent(Place place, long offset) {
    sending.remove(place);
    if (offset >= 0) {
      Map.Entry<Long, Long> before = own.floorEntry(offset);
      boolean adjoins = before != null && before.getValue() == offset;
      own.put(adjoins ? before.getKey() : offset, offset + 1);
      put(place, offset);
    }
  }

  /** Whether a record of this node's is under way. */
  synchronized boolean isSending(Place place) {
    return sending.contains(place);
  }

  /** Whether this node's own records are under way. */
  synchronized boolean isSending() {
    return !sending.isEmpty();
  }

  /** The first offset from a position on that is not of this node's own records. */
  synchronized long behindOwn(long position) {
    Map.Entry<Long, Long> range = own.floorEntry(position);
    long behind = range == null ? position : Math.max(position, range.getValue());
    own.headMap(behind, false).clear();
    return behind;
  }

  /** Whether a record was written by this node. */
  synchronized boolean isOwn(Place place, long offset) {
    return sending.contains(place)
        || Long.valueOf(offset).equals(offset(place.hash(), place.index()));
  }

  /** Notes that a record was deleted. */
  synchronized void remove(Place place) {
    dropRecipe(place);
    if (place.index() == 0) {
      first.remove(place.hash());
      fresh.drop(place.hash());
    } else {
      further.remove(place);
    }
  }

  /** Forgets everything. */
  synchronized void clear() {
    first.clear();
    further.clear();
    fresh.clear();
    recipes.clear();
    own.clear();
    pieces = 0;
    caughtUp = false;
  }

  /** Keeps the bytes of a chunk, as long as there is room. */
  synchronized void keep(ChunkHash hash, byte[] data) {
    fresh.keep(hash, data);
  }

  /** Keeps a part of a recipe, as long as there is room. */
  synchronized void keep(Place place, ContentChunk part) {
    dropRecipe(place);
    recipes.put(place, part);
    pieces += part.getPieces().size();
    var eldest = recipes.values().iterator();
    while (pieces > MOST_PIECES && eldest.hasNext()) {
      pieces -= eldest.next().getPieces().size();
      eldest.remove();
    }
  }

  private void dropRecipe(Place place) {
    ContentChunk part = recipes.remove(place);
    pieces -= part == null ? 0 : part.getPieces().size();
  }

  /** A part of a recipe; null if it is not kept. */
  synchronized ContentChunk kept(Place place) {
    return recipes.get(place);
  }

  /** Keeps the bytes of a chunk no more. */
  synchronized void drop(ChunkHash hash) {
    fresh.drop(hash);
  }

  /** How long a chunk is whose bytes are kept; negative if they are not. */
  synchronized int keptLength(ChunkHash hash) {
    return fresh.length(hash);
  }

  /** The bytes of a chunk, once where they are many; null if they are not kept. */
  synchronized byte[] take(ChunkHash hash) {
    return fresh.take(hash);
  }

  /** The bytes of a chunk; null if they are not kept. */
  synchronized byte[] kept(ChunkHash hash) {
    return fresh.get(hash);
  }

  /** Where a record is; null for nowhere. */
  synchronized Long offset(ChunkHash hash, int index) {
    return index == 0 ? first.get(hash) : further.get(new Place(hash, index));
  }

  /** Number of chunks and recipes. */
  synchronized int size() {
    return first.size();
  }

  /** Notes that it has all that stood in the topic when it was first read. */
  synchronized void reachedEnd() {
    caughtUp = true;
    notifyAll();
  }

  synchronized boolean isCaughtUp() {
    return caughtUp;
  }

  /** Waits until all of them are there; false if they do not come. */
  synchronized boolean await(Collection<ChunkHash> hashes, Duration most)
      throws InterruptedException {
    return await(() -> first.keySet().containsAll(hashes), most);
  }

  /** Waits until a record is there; false if it does not come. */
  synchronized boolean await(Place place, Duration most) throws InterruptedException {
    return await(() -> offset(place.hash(), place.index()) != null, most);
  }

  private synchronized boolean await(BooleanSupplier there, Duration most)
      throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!there.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
