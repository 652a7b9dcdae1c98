package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an XML file spells its characters: as its byte order mark or its declaration says, else
 * UTF-8.
 *
 * @param charset that of the text; of UTF-16 the one with the byte order
 * @param mark bytes of the byte order mark; 0 for none
 */
public record XmlEncoding(Charset charset, int mark) {
  /** Of how many bytes at the start {@link #of} needs to see. */
  public static final int HEAD = 256;

  private static final Pattern DECLARED =
      Pattern.compile(
          "^<\\?xml\\s[^>]*?\\bencoding\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.DOTALL);

  /**
   * The encoding of a file.
   *
   * @param head the start of it, {@link #HEAD} bytes if it has so many
   * @throws MalformedFileException if the encoding is unknown, or the mark says another
   */
  public static XmlEncoding of(byte[] head) {
    XmlEncoding marked = marked(head);
    String declared = declared(head, marked.charset);
    if (declared == null) {
      return marked;
    }
    Charset charset = known(declared);
    boolean wide = marked.charset.name().startsWith("UTF-16");
    if (wide && (charset.name().equals("UTF-16") || charset.equals(marked.charset))) {
      return marked;
    }
    if (wide || charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
      throw conflict(declared, marked.charset.name());
    }
    if (marked.mark > 0 && !charset.equals(StandardCharsets.UTF_8)) {
      throw conflict(declared, "UTF-8");
    }
    return new XmlEncoding(charset, marked.mark);
  }

  private static XmlEncoding marked(byte[] head) {
    int first = head.length > 1 ? (head[0] & 0xFF) << 8 | (head[1] & 0xFF) : 0;
    if (first == 0xFEFF || first == 0x003C) {
      return new XmlEncoding(StandardCharsets.UTF_16BE, first == 0xFEFF ? 2 : 0);
    }
    if (first == 0xFFFE || first == 0x3C00) {
      return new XmlEncoding(StandardCharsets.UTF_16LE, first == 0xFFFE ? 2 : 0);
    }
    boolean utf8 = first == 0xEFBB && head.length > 2 && (head[2] & 0xFF) == 0xBF;
    return new XmlEncoding(StandardCharsets.UTF_8, utf8 ? 3 : 0);
  }

  private static String declared(byte[] head, Charset charset) {
    Charset seen = charset.equals(StandardCharsets.UTF_8) ? StandardCharsets.ISO_8859_1 : charset;
    int mark = marked(head).mark;
    String text = new String(head, mark, Math.min(head.length, HEAD) - mark, seen);
    Matcher found = DECLARED.matcher(text);
    return found.find() ? found.group(1) == null ? found.group(2) : found.group(1) : null;
  }

  private static Charset known(String declared) {
    try {
      return Charset.forName(declared);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new MalformedFileException(
          1, 1, "the declaration names the encoding '" + declared + "', which is not known here");
    }
  }

  private static MalformedFileException conflict(String declared, String seen) {
    return new MalformedFileException(
        1,
        1,
        "the declaration says " + declared + ", but the file is in " + seen + ": make them agree");
  }

  /**
   * The characters of a file, without the mark.
   *
   * @throws MalformedFileException if they are not in this encoding, or could not be written again
   *     byte for byte
   */
  String decode(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file, mark, file.length - mark);
    CharBuffer out = CharBuffer.allocate(file.length + 1);
    CoderResult result = charset.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw new SourceText(text)
          .malformed(
              text.length(),
              "what follows is not %s: byte 0x%02X at offset %d"
                  .formatted(charset, file[in.position()] & 0xFF, in.position()));
    }
    if (!Arrays.equals(encode(file, text), file)) {
      throw new MalformedFileException(
          1, 1, "the file cannot be kept byte for byte in " + charset + ": save it as UTF-8");
    }
    return text;
  }

  /** The bytes of a text, behind the mark of the file that it comes from. */
  byte[] encode(byte[] file, String text) {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] all = Arrays.copyOf(file, mark + bytes.remaining());
      bytes.get(all, mark, bytes.remaining());
      return all;
    } catch (CharacterCodingException e) {
      throw new MalformedFileException(
          0, 0, "a name in the edit has characters that " + charset + " has not");
    }
  }

  /** Tells which characters need a reference. */
  CharsetEncoder encoder() {
    return charset.newEncoder();
  }
}
