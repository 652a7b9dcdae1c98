package io.lockstep.state.image;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A 256-bit fingerprint of a set of entities: the sum of their hashes modulo 2<sup>256</sup>.
 *
 * <p>A sum, so that it changes in the same time at any size and does not depend on the order in
 * which entities came, nor on what the log's compaction took away. Immutable.
 */
public final class Digest {
  /** Length of {@link #bytes()}. */
  public static final int BYTES = 32;

  /** The digest of no entities. */
  public static final Digest ZERO = new Digest(0, 0, 0, 0);

  final long a; // most significant
  final long b;
  final long c;
  final long d;

  Digest(long a, long b, long c, long d) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /**
   * Reads 32 bytes, most significant first.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public static Digest of(byte[] bytes) {
    return of(ByteBuffer.wrap(bytes));
  }

  /**
   * Reads 32 bytes, most significant first, and leaves the buffer's position as it was.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public static Digest of(ByteBuffer bytes) {
    if (bytes.remaining() != BYTES) {
      throw new IllegalArgumentException(
          "a digest has " + BYTES + " bytes, not " + bytes.remaining());
    }
    int at = bytes.position();
    return new Digest(
        bytes.getLong(at), bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24));
  }

  /** The sum of both, modulo 2^256. */
  public Digest plus(Digest other) {
    long rd = d + other.d;
    long carry = Long.compareUnsigned(rd, d) < 0 ? 1 : 0;
    long rc = c + other.c;
    long next = Long.compareUnsigned(rc, c) < 0 ? 1 : 0;
    rc += carry;
    next += carry == 1 && rc == 0 ? 1 : 0;
    long rb = b + other.b;
    carry = Long.compareUnsigned(rb, b) < 0 ? 1 : 0;
    rb += next;
    carry += next == 1 && rb == 0 ? 1 : 0;
    return new Digest(a + other.a + carry, rb, rc, rd);
  }

  /** The difference of both, modulo 2^256: {@code x.plus(y).minus(y)} is {@code x}. */
  public Digest minus(Digest other) {
    return plus(other.negated());
  }

  private Digest negated() {
    return new Digest(~a, ~b, ~c, ~d).plus(ONE);
  }

  private static final Digest ONE = new Digest(0, 0, 0, 1);

  /** 32 bytes, most significant first; the caller's own. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && a == that.a && b == that.b && c == that.c && d == that.d;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a ^ b ^ c ^ d);
  }

  @Override
  public String toString() {
    return hex();
  }
}
