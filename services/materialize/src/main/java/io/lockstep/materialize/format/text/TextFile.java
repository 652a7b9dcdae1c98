package io.lockstep.materialize.format.text;

import io.lockstep.materialize.format.MalformedFileException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file as text, and how it is written back: {@code bytes(text())} is the file again, byte for
 * byte. Immutable.
 *
 * @param text without the byte order mark
 * @param encoding what it is written in
 * @param mark whether a UTF-8 byte order mark stands before it
 */
public record TextFile(String text, Encoding encoding, boolean mark) {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** What a file is written in. */
  public enum Encoding {
    /** Nothing beyond ASCII is in it, so that all three encodings fit. */
    ASCII,
    /** UTF-8, with or without a byte order mark. */
    UTF_8,
    /** ISO-8859-1: what is not UTF-8. */
    LATIN_1
  }

  /**
   * Reads UTF-8.
   *
   * @throws MalformedFileException if it is not UTF-8, with the place
   */
  public static TextFile utf8(byte[] file) {
    return decode(file, false);
  }

  /** Reads UTF-8, and what is not UTF-8 as ISO-8859-1. */
  public static TextFile utf8OrLatin1(byte[] file) {
    return decode(file, true);
  }

  private static TextFile decode(byte[] file, boolean orLatin1) {
    boolean mark = Arrays.equals(file, 0, Math.min(3, file.length), MARK, 0, 3);
    int from = mark ? 3 : 0;
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports, as every new decoder
    ByteBuffer in = ByteBuffer.wrap(file, from, file.length - from);
    CharBuffer out = CharBuffer.allocate(file.length - from);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      if (orLatin1) {
        return new TextFile(new String(file, StandardCharsets.ISO_8859_1), Encoding.LATIN_1, false);
      }
      throw Places.malformed(
          text,
          text.length(),
          "what follows is not UTF-8 (byte 0x%02X); save the file as UTF-8"
              .formatted(file[in.position()] & 0xFF));
    }
    boolean ascii = !mark && text.length() == file.length;
    return new TextFile(text, ascii ? Encoding.ASCII : Encoding.UTF_8, mark);
  }

  /** Whether a character can stand in the file as itself, without an escape. */
  public boolean holds(int codePoint) {
    return switch (encoding) {
      case ASCII -> codePoint < 0x80;
      case LATIN_1 -> codePoint < 0x100;
      case UTF_8 -> true;
    };
  }

  /**
   * Another text in this file's encoding; ASCII becomes UTF-8 where the text needs it.
   *
   * @throws MalformedFileException if the encoding has no such character, or a character within the
   *     text has come to its beginning that would be read as a byte order mark there
   */
  public byte[] bytes(String other) {
    if (encoding == Encoding.LATIN_1) {
      for (int i = 0; i < other.length(); i++) {
        if (other.charAt(i) > 0xFF) {
          throw Places.malformed(
              other, i, "the file is ISO-8859-1, which has no such character; save it as UTF-8");
        }
      }
      return other.getBytes(StandardCharsets.ISO_8859_1);
    }
    wholePairs(other);
    if (!mark && other.startsWith("\uFEFF")) {
      throw Places.malformed(
          other, 0, "the byte order mark within the file would come to its beginning; take it out");
    }
    byte[] body = other.getBytes(StandardCharsets.UTF_8);
    if (!mark) {
      return body;
    }
    byte[] marked = Arrays.copyOf(MARK, MARK.length + body.length);
    System.arraycopy(body, 0, marked, MARK.length, body.length);
    return marked;
  }

  /** Half a surrogate pair would be written as a question mark. */
  private static void wholePairs(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw Places.malformed(text, i, "half a surrogate pair is no character; take it out");
        }
        i++;
      }
    }
  }
}
