package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Cuts bytes into chunks where their content says so (FastCDC with a gear hash and normalized
 * lengths), so that the chunks behind a change, also behind an insertion, stay what they were.
 * Memory does not grow with the length. Deterministic: every version that cuts otherwise shares no
 * chunks with this one. One thread.
 */
public final class Chunker {
  /** Shortest chunk but the last. */
  public static final int MIN = 64 * 1024;

  /** About the usual length. */
  public static final int NORMAL = 128 * 1024;

  /** Longest chunk. */
  public static final int MAX = 256 * 1024;

  private static final int BUFFER = 4 * MAX;

  // 17 bits are zero once in 128 KiB; one more of them below that length, fewer above.
  private static final long BELOW = mask(19);
  private static final long ABOVE = mask(15);
  private static final long[] GEAR = gear();

  private final ReadableByteChannel channel;
  private final BesideDigest whole;
  private final BufferRing buffers = new BufferRing(() -> ByteBuffer.allocate(BUFFER));
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private boolean ended;

  /** Cuts what a channel gives. */
  public Chunker(ReadableByteChannel channel) {
    this(channel, null);
  }

  /**
   * Cuts what a channel gives.
   *
   * @param whole takes all bytes too, while they are cut; null for nobody
   */
  public Chunker(ReadableByteChannel channel, BesideDigest whole) {
    this.channel = channel;
    this.whole = whole;
  }

  /** The upper bits of the hash have seen the most bytes. */
  private static long mask(int bits) {
    return -1L << (Long.SIZE - bits);
  }

  /** SplitMix64 from 1: fixed for ever, as chunks are found again by where they were cut. */
  private static long[] gear() {
    long[] gear = new long[256];
    long state = 1;
    for (int i = 0; i < gear.length; i++) {
      state += 0x9E3779B97F4A7C15L;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      gear[i] = z ^ (z >>> 31);
    }
    return gear;
  }

  /** The next chunk, valid until the next call; null at the end. */
  public ByteBuffer next() throws IOException {
    return take(
        hasNext() ? cut(buffer.array(), buffer.position(), buffer.remaining()) : Integer.MAX_VALUE);
  }

  /**
   * The bytes up to a length, as if they were cut there, for who knows that they once were: what
   * cut them were these bytes, so that they need no look if they are the same. Valid until the next
   * call that takes; {@link #skip} takes them. Null if there is no more behind them.
   */
  public ByteBuffer peek(int length) throws IOException {
    return hasNext() && buffer.remaining() > length
        ? buffer.slice(buffer.position(), length)
        : null;
  }

  /** Takes what {@link #peek} showed. */
  public void skip(int length) {
    take(length);
  }

  private boolean hasNext() throws IOException {
    if (buffer.remaining() < MAX && !ended) {
      fill();
    }
    return buffer.hasRemaining();
  }

  private ByteBuffer take(int length) {
    if (length > buffer.remaining()) {
      return null;
    }
    ByteBuffer chunk = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return chunk;
  }

  private void fill() throws IOException {
    ByteBuffer next = buffers.next().put(buffer);
    int from = next.position();
    while (next.hasRemaining() && !ended) {
      ended = channel.read(next) < 0;
    }
    next.flip();
    if (whole != null) {
      whole.update(next.slice(from, next.limit() - from));
    }
    buffer = next;
  }

  private static int cut(byte[] bytes, int from, int length) {
    if (length <= MIN) {
      return length;
    }
    int end = Math.min(length, MAX);
    int normal = Math.min(end, NORMAL);
    long hash = 0;
    int i = MIN;
    for (; i < normal; i++) {
      hash = (hash << 1) + GEAR[bytes[from + i] & 0xFF];
      if ((hash & BELOW) == 0) {
        return i + 1;
      }
    }
    for (; i < end; i++) {
      hash = (hash << 1) + GEAR[bytes[from + i] & 0xFF];
      if ((hash & ABOVE) == 0) {
        return i + 1;
      }
    }
    return end;
  }
}
