package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A file that was read.
 *
 * @param source its text
 * @param marked whether it starts with a byte order mark
 * @param root its value; null for a file without a byte
 */
record JsonFile(SourceText source, boolean marked, JsonValue root) {
  private static final char MARK = '\uFEFF';

  String text() {
    return source.text();
  }

  /**
   * Reads bytes, which have to be UTF-8.
   *
   * @throws MalformedFileException if they are not, or no single JSON value
   */
  static JsonFile parse(byte[] file) {
    String text = decode(file);
    boolean marked = !text.isEmpty() && text.charAt(0) == MARK;
    return parse(new SourceText(marked ? text.substring(1) : text), marked);
  }

  /** Reads a text without a byte order mark. */
  static JsonFile parse(SourceText source, boolean marked) {
    return new JsonFile(source, marked, new JsonTree(source).read());
  }

  private static String decode(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    CharBuffer out = CharBuffer.allocate(file.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw new SourceText(text)
          .malformed(
              text.length(),
              "what follows is not UTF-8, as JSON has to be: byte 0x%02X at offset %d"
                  .formatted(file[in.position()] & 0xFF, in.position()));
    }
    return text;
  }

  /** The bytes of the text, with the mark if there was one. */
  byte[] bytes() {
    try {
      String all = marked ? MARK + text() : text();
      ByteBuffer out = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(all));
      byte[] bytes = new byte[out.remaining()];
      out.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new MalformedFileException(0, 0, "a value has half a character, which UTF-8 has not");
    }
  }
}
