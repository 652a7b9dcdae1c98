package io.lockstep.materialize.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;

/** A stream of a head, a piece many times over, and a tail; never in memory. */
final class EndlessInput extends InputStream {
  private final byte[] head;
  private final byte[] block;
  private final byte[] tail;
  private final long blocks;
  private long part;
  private int at;

  /** Of a little more bytes than are asked for. */
  EndlessInput(String head, String piece, long bytes, String tail) {
    this.head = head.getBytes(UTF_8);
    this.block = piece.repeat(64 * 1024 / piece.length() + 1).getBytes(UTF_8);
    this.tail = tail.getBytes(UTF_8);
    this.blocks = bytes / block.length + 1;
  }

  /** The head is part 0, the tail the one behind the blocks. */
  private byte[] bytes() {
    return part == 0 ? head : part <= blocks ? block : tail;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    while (at == bytes().length) {
      if (part > blocks) {
        return -1;
      }
      part++;
      at = 0;
    }
    int count = Math.min(length, bytes().length - at);
    System.arraycopy(bytes(), at, to, offset, count);
    at += count;
    return count;
  }
}
