package io.lockstep.log.content;

import io.lockstep.log.content.ChunkHash.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where in the topic each chunk stands, some 100 bytes each, and the bytes of those that came last.
 * Any thread.
 */
final class ChunkIndex {
  private static final int OVERHEAD = 200;

  private final long room;
  private final Map<ChunkHash, Long> first = new HashMap<>();
  private final Map<Place, Long> further = new HashMap<>();
  private final LinkedHashMap<ChunkHash, byte[]> fresh = new LinkedHashMap<>(16, 0.75f, true);
  private long held;
  private boolean caughtUp;

  /**
   * An empty one.
   *
   * @param room for bytes of chunks
   */
  ChunkIndex(long room) {
    this.room = room;
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

  /** Notes that a record was deleted. */
  synchronized void remove(Place place) {
    if (place.index() == 0) {
      first.remove(place.hash());
      drop(place.hash());
    } else {
      further.remove(place);
    }
  }

  /** Forgets everything. */
  synchronized void clear() {
    first.clear();
    further.clear();
    fresh.clear();
    held = 0;
    caughtUp = false;
  }

  /** Keeps the bytes of a chunk, as long as there is room. */
  synchronized void keep(ChunkHash hash, byte[] data) {
    if (fresh.put(hash, data) == null) {
      held += data.length + OVERHEAD;
    }
    var eldest = fresh.entrySet().iterator();
    while (held > room && eldest.hasNext()) {
      held -= eldest.next().getValue().length + OVERHEAD;
      eldest.remove();
    }
  }

  private void drop(ChunkHash hash) {
    byte[] data = fresh.remove(hash);
    held -= data == null ? 0 : data.length + OVERHEAD;
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
    long deadline = System.nanoTime() + most.toNanos();
    while (!first.keySet().containsAll(hashes)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
