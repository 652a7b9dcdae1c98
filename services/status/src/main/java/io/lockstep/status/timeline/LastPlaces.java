package io.lockstep.status.timeline;

import java.util.Arrays;

/**
 * Where each entity's newest record stands, in little memory: the entity's hash and an offset, 16
 * bytes of a table. Two tables of at most a million slots each: the young one takes what comes, and
 * when it is full the old one is forgotten and the young one becomes old. So it holds half a
 * million of the newest entities at least. Used by one thread.
 *
 * <p>Two entities may have the same hash. Who reads the record sees whose it is.
 */
final class LastPlaces {
  /** Answer for an entity that is not known. */
  static final long NONE = -1;

  private static final int FIRST_SLOTS = 1 << 10;
  private static final int MOST_SLOTS = 1 << 20;

  private final int most;
  private Table young = new Table(FIRST_SLOTS);
  private Table old = new Table(FIRST_SLOTS);
  private boolean forgotten;

  LastPlaces() {
    this(MOST_SLOTS);
  }

  /**
   * With a smaller bound.
   *
   * @param most slots of each table, a power of two
   */
  LastPlaces(int most) {
    this.most = most;
  }

  /**
   * Notes the newest place of an entity.
   *
   * @return the one before, or {@link #NONE}
   */
  long put(String entity, long offset) {
    long hash = hash(entity);
    long before = young.get(hash);
    if (before == NONE) {
      before = old.get(hash);
    }
    if (young.isFull()) {
      grow();
    }
    young.put(hash, offset);
    return before;
  }

  /** Whether an entity that is not known may have been. */
  boolean hasForgotten() {
    return forgotten;
  }

  private void grow() {
    if (young.slots() < most) {
      young = young.twice();
    } else {
      forgotten |= old.count > 0;
      old = young;
      young = new Table(FIRST_SLOTS);
    }
  }

  /** FNV-1a over the characters, then mixed; never 0, which is an empty slot. */
  private static long hash(String entity) {
    long hash = 0xcbf29ce484222325L;
    for (int at = 0; at < entity.length(); at++) {
      hash = (hash ^ entity.charAt(at)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9e3779b97f4a7c15L;
    return hash == 0 ? 1 : hash;
  }

  /** Open addressing; half of the slots stay free. */
  private static final class Table {
    private final long[] hashes;
    private final long[] offsets;
    private int count;

    Table(int slots) {
      hashes = new long[slots];
      offsets = new long[slots];
      Arrays.fill(offsets, NONE);
    }

    int slots() {
      return hashes.length;
    }

    boolean isFull() {
      return count >= hashes.length / 2;
    }

    long get(long hash) {
      return offsets[slot(hash)];
    }

    void put(long hash, long offset) {
      int slot = slot(hash);
      count += hashes[slot] == 0 ? 1 : 0;
      hashes[slot] = hash;
      offsets[slot] = offset;
    }

    private int slot(long hash) {
      int mask = hashes.length - 1;
      int slot = (int) (hash >>> 40) & mask;
      while (hashes[slot] != 0 && hashes[slot] != hash) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    Table twice() {
      Table twice = new Table(hashes.length * 2);
      for (int slot = 0; slot < hashes.length; slot++) {
        if (hashes[slot] != 0) {
          twice.put(hashes[slot], offsets[slot]);
        }
      }
      return twice;
    }
  }
}
