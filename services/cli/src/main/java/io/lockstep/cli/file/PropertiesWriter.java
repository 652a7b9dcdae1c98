package io.lockstep.cli.file;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Writes a properties file: sorted, one line per entry, ASCII, without a date, so that equal
 * parameters make equal bytes.
 */
public final class PropertiesWriter {
  private PropertiesWriter() {}

  /**
   * The file as text.
   *
   * @param entries an empty value makes a comment of the entry
   * @param unknown what stands for the value in such a comment
   */
  public static String write(SortedMap<String, Optional<String>> entries, String unknown) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Optional<String>> entry : entries.entrySet()) {
      text.append(entry.getValue().isPresent() ? "" : "# ");
      escape(entry.getKey(), true, text);
      text.append('=');
      escape(entry.getValue().orElse(unknown), false, text);
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
