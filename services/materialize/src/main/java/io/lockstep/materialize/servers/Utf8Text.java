package io.lockstep.materialize.servers;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Bytes to text, with the line where they stop being UTF-8. */
final class Utf8Text {
  private Utf8Text() {}

  static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports, as every new decoder
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw malformed(bytes, in.position(), out.flip().toString());
    }
    return out.flip().toString();
  }

  private static MalformedServersException malformed(byte[] bytes, int offset, String before) {
    String[] lines = ServersParser.LINE_END.split(before, -1);
    return new MalformedServersException(
        lines.length,
        lines[lines.length - 1],
        "what follows is not UTF-8: byte 0x%02X at offset %d of the file"
            .formatted(bytes[offset] & 0xFF, offset),
        "save the file as UTF-8");
  }
}
