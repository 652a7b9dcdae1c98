package io.lockstep.log.content;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A SHA-256 as a key of maps, in 40 bytes. */
public record ChunkHash(long a, long b, long c, long d) {
  private static final int BYTES = 32;
  private static final int HEX = 2 * BYTES;

  /**
   * Of 32 bytes.
   *
   * @throws IllegalArgumentException if there are not as many
   */
  public static ChunkHash of(ByteBuffer bytes) {
    ByteBuffer hash = bytes.duplicate();
    if (hash.remaining() != BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + hash.remaining());
    }
    return new ChunkHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  /** Of 64 hexadecimal digits. */
  public static ChunkHash of(String hex) {
    return of(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  /** The hash and the index of a record's key; null if it is none. */
  static Place parse(String key) {
    int slash = key == null ? -1 : key.indexOf('/');
    try {
      return slash != HEX
          ? null
          : new Place(
              of(key.substring(0, HEX)), Integer.parseUnsignedInt(key, HEX + 1, key.length(), 10));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The key of a record. */
  String key(int index) {
    return hex() + "/" + index;
  }

  /** 32 bytes. */
  public ByteBuffer bytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).flip();
  }

  /** 64 hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes().array());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a); // as good as any other of its bits
  }

  /** A record among those of a hash. */
  record Place(ChunkHash hash, int index) {}
}
