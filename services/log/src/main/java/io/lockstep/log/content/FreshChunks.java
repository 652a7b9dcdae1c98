package io.lockstep.log.content;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;

/**
 * The bytes of chunks that came last; what came first goes first. Long ones stand outside the heap,
 * in slots that are used again: many megabytes that live for a moment are what the collector would
 * otherwise copy over and over. Not safe for use by several threads.
 */
final class FreshChunks {
  /** Longer chunks get a slot. */
  static final int LONG = 64 * 1024;

  /** What a chunk in the heap takes beside its bytes, about. */
  private static final int OVERHEAD = 200;

  /** So many free slots are kept, 8 MiB; the others go back to the system. */
  private static final int MOST_FREE = 32;

  private final long room;
  private final LinkedHashMap<ChunkHash, ByteBuffer> chunks = new LinkedHashMap<>();
  private final Deque<ByteBuffer> free = new ArrayDeque<>();
  private long held;

  /**
   * None yet.
   *
   * @param room for all of them, in bytes
   */
  FreshChunks(long room) {
    this.room = room;
  }

  /** Keeps the bytes of a chunk as long as there is room. */
  void keep(ChunkHash hash, byte[] bytes) {
    drop(hash);
    ByteBuffer kept = bytes.length <= LONG ? ByteBuffer.wrap(bytes) : slot(bytes);
    chunks.put(hash, kept);
    held += size(kept);
    var eldest = chunks.values().iterator();
    while (held > room && eldest.hasNext()) {
      ByteBuffer gone = eldest.next();
      eldest.remove();
      release(gone);
    }
  }

  private ByteBuffer slot(byte[] bytes) {
    ByteBuffer slot = free.pollFirst();
    if (slot == null || slot.capacity() < bytes.length) {
      slot = ByteBuffer.allocateDirect(Math.max(ContentLog.MAX_CHUNK, bytes.length));
    }
    return slot.clear().put(bytes).flip();
  }

  private void release(ByteBuffer kept) {
    held -= size(kept);
    if (kept.isDirect() && free.size() < MOST_FREE) {
      free.addFirst(kept);
    }
  }

  private static long size(ByteBuffer kept) {
    return (long) kept.capacity() + OVERHEAD;
  }

  /** How long a chunk is, in bytes; negative if it is not kept. */
  int length(ChunkHash hash) {
    ByteBuffer kept = chunks.get(hash);
    return kept == null ? -1 : kept.remaining();
  }

  /** The bytes of a chunk, which nobody may change; null if they are not kept. */
  byte[] get(ChunkHash hash) {
    ByteBuffer kept = chunks.get(hash);
    if (kept == null || kept.hasArray()) {
      return kept == null ? null : kept.array();
    }
    byte[] bytes = new byte[kept.remaining()];
    kept.get(kept.position(), bytes);
    return bytes;
  }

  /** As {@link #get}; a long one is not kept any more, as it is asked for once as a rule. */
  byte[] take(ChunkHash hash) {
    byte[] bytes = get(hash);
    if (bytes != null && bytes.length > LONG) {
      drop(hash);
    }
    return bytes;
  }

  /** Keeps a chunk no more. */
  void drop(ChunkHash hash) {
    ByteBuffer kept = chunks.remove(hash);
    if (kept != null) {
      release(kept);
    }
  }

  /** Keeps none any more. */
  void clear() {
    chunks.clear();
    free.clear();
    held = 0;
  }
}
