package io.lockstep.materialize.format.xml;

import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.CharsetEncoder;

/** Values as XML spells them, so that every parser reads the same. For one thread. */
final class XmlEscapes {
  private final CharsetEncoder encoder;
  private final String lineEnd;

  XmlEscapes(XmlFile file) {
    this.encoder = file.encoding().encoder();
    this.lineEnd = file.source().lineEnd();
  }

  /** As the value of an attribute. */
  String attribute(String value, char quote) {
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '"' -> out.append(quote == '"' ? "&quot;" : "\"");
                case '\'' -> out.append(quote == '\'' ? "&apos;" : "'");
                case '\n', '\t', '\r' -> out.append("&#").append(c).append(';');
                default -> plain(c, out);
              }
            });
    return out.toString();
  }

  /** As the text of an element. */
  String text(String value) {
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append(endsInBrackets(out) ? "&gt;" : ">");
                case '\n' -> out.append(lineEnd);
                case '\t' -> out.append('\t');
                case '\r' -> out.append("&#13;");
                default -> plain(c, out);
              }
            });
    return out.toString();
  }

  private static boolean endsInBrackets(StringBuilder text) {
    int length = text.length();
    return length >= 2 && text.charAt(length - 1) == ']' && text.charAt(length - 2) == ']';
  }

  /** As a CDATA section where it can be one, else as text. */
  String cdata(String value) {
    boolean can =
        !value.isEmpty()
            && !value.contains("]]>")
            && text(value.replaceAll("[&<]", "")).indexOf('&') < 0;
    return can ? "<![CDATA[" + value.replace("\n", lineEnd) + "]]>" : text(value);
  }

  private void plain(int c, StringBuilder out) {
    boolean allowed = (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    if (!allowed) {
      throw new MalformedFileException(
          0, 0, "XML cannot hold the character U+%04X, which a value has".formatted(c));
    }
    String spelled = Character.toString(c);
    boolean odd = (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0xFEFF;
    if (odd || !encoder.canEncode(spelled)) {
      out.append("&#").append(c).append(';');
    } else {
      out.append(spelled);
    }
  }
}
