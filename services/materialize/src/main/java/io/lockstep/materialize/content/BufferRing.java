package io.lockstep.materialize.content;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Buffers for what a {@link BesideDigest} takes, one after the other: each comes again once it is
 * hashed, if what was filled was handed to the digest. Made when they are first needed. One thread.
 */
final class BufferRing {
  private final ByteBuffer[] buffers = new ByteBuffer[BesideDigest.BUFFERS];
  private final Supplier<ByteBuffer> maker;
  private int next;

  BufferRing(Supplier<ByteBuffer> maker) {
    this.maker = maker;
  }

  /** The next, empty. */
  ByteBuffer next() {
    if (buffers[next] == null) {
      buffers[next] = maker.get();
    }
    ByteBuffer taken = buffers[next];
    next = (next + 1) % buffers.length;
    return taken.clear();
  }
}
