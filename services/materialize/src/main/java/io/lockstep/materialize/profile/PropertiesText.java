package io.lockstep.materialize.profile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;

/**
 * The format of {@link java.util.Properties}, without the timestamp that {@code store} writes and
 * in the order of the keys. For one thread.
 */
public final class PropertiesText {
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text;

  /**
   * Begins a file.
   *
   * @param header its first lines, as comments
   * @param values how many are to come, more or less
   */
  public PropertiesText(List<String> header, int values) {
    text = new StringBuilder(64 + values * 48);
    header.forEach(line -> text.append("# ").append(line).append('\n'));
  }

  /** The bytes of a file: the header as comments, then the values, in ASCII. */
  public static byte[] format(List<String> header, SortedMap<String, String> values) {
    PropertiesText text = new PropertiesText(header, values.size());
    values.forEach(text::add);
    return text.bytes();
  }

  /** Appends a value; the caller keeps the order of the keys. */
  public void add(String key, String value) {
    escape(text, key, key.length());
    text.append('=');
    escape(text, value, leadingSpaces(value));
    text.append('\n');
  }

  /** What the file has until now, in ASCII. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static int leadingSpaces(String value) {
    int count = 0;
    while (count < value.length() && value.charAt(count) == ' ') {
      count++;
    }
    return count;
  }

  /** Appends with escapes; a space among the first {@code spacesUpTo} characters gets one too. */
  private static void escape(StringBuilder text, String part, int spacesUpTo) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      switch (c) {
        case ' ' -> text.append(i < spacesUpTo ? "\\ " : " ");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\f' -> text.append("\\f");
        case '\\', '=', ':', '#', '!' -> text.append('\\').append(c);
        default -> {
          if (c > ' ' && c < 0x7F) {
            text.append(c);
          } else {
            unicode(text, c);
          }
        }
      }
    }
  }

  private static void unicode(StringBuilder text, char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX.charAt(c >> shift & 0xF));
    }
  }
}
