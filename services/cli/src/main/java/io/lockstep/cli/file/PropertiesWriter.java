package io.lockstep.cli.file;

import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a properties file: sorted, one line per entry, ASCII, without a date, so that equal
 * parameters make equal bytes.
 */
public final class PropertiesWriter {
  private PropertiesWriter() {}

  /** The file as text. */
  public static String write(SortedMap<String, String> entries) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      escape(entry.getKey(), true, text);
      text.append('=');
      escape(entry.getValue(), false, text);
      text.append('\n');
    }
    return text.toString();
  }

  private static void escape(String from, boolean key, StringBuilder to) {
    boolean leading = true;
    for (int i = 0; i < from.length(); i++) {
      char c = from.charAt(i);
      switch (c) {
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        case '\f' -> to.append("\\f");
        case ' ' -> to.append(key || leading ? "\\ " : " ");
        case '=', ':' -> to.append(key ? "\\" + c : c);
        case '#', '!' -> to.append(key && i == 0 ? "\\" + c : c);
        default -> {
          if (c < 0x20 || c > 0x7e) {
            to.append(String.format("\\u%04x", (int) c));
          } else {
            to.append(c);
          }
        }
      }
      leading &= c == ' ';
    }
  }
}
