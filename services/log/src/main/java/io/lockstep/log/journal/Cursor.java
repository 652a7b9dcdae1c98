package io.lockstep.log.journal;

/** A place in Avro's binary encoding. Never reads past its end. Used by one thread. */
final class Cursor {
  private byte[] bytes;
  private int at;
  private int end;

  /** Bytes that are no encoding of what was asked for. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedException() {
      super("the bytes are no such record", null, false, false);
    }
  }

  /** Goes to the bytes from {@code from} on. */
  void reset(byte[] source, int from) {
    bytes = source;
    at = from;
    end = source.length;
  }

  /** Where it stands. */
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == end;
  }

  int readByte() {
    if (at >= end) {
      throw new MalformedException();
    }
    return bytes[at++];
  }

  /** An int or a long: zigzag, seven bits a byte, the lowest first. */
  long readLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new MalformedException();
  }

  int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new MalformedException();
    }
    return (int) value;
  }

  /** The index of a branch or a symbol. */
  int readIndex(int size) {
    long index = readLong();
    if (index < 0 || index >= size) {
      throw new MalformedException();
    }
    return (int) index;
  }

  /** The length of bytes or of a text, all of which follow. */
  int readLength() {
    long length = readLong();
    if (length < 0 || length > end - at) {
      throw new MalformedException();
    }
    return (int) length;
  }

  void skip(int length) {
    if (length > end - at) {
      throw new MalformedException();
    }
    at += length;
  }
}
