package io.lockstep.cli.file;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads a properties file and knows the line of each entry. Lines are put together here; what a
 * line means is left to {@link Properties}.
 */
public final class PropertiesReader {
  private PropertiesReader() {}

  /**
   * An entry.
   *
   * @param line where it starts, from 1
   */
  public record Entry(long line, String key, String value) {}

  /** Every entry in the order of the file, also several of one key. */
  public static List<Entry> read(InputFile file) {
    String[] lines = file.document().split("\r\n|\r|\n", -1);
    List<Entry> entries = new ArrayList<>();
    int next = 0;
    while (next < lines.length) {
      int start = next;
      next = endOfEntry(lines, start);
      Properties entry = parse(file, lines, start, next);
      for (Map.Entry<Object, Object> field : entry.entrySet()) {
        String key = (String) field.getKey();
        if (key.isEmpty()) {
          throw file.malformed(start + 1L, "has no name before the value; write NAME=VALUE", null);
        }
        entries.add(new Entry(start + 1L, key, (String) field.getValue()));
      }
    }
    return entries;
  }

  /** The line after the entry that starts at a line. */
  private static int endOfEntry(String[] lines, int start) {
    int last = start;
    if (!isBlankOrComment(lines[start])) {
      while (last + 1 < lines.length && isContinued(lines[last])) {
        last++;
      }
    }
    return last + 1;
  }

  private static Properties parse(InputFile file, String[] lines, int start, int end) {
    Properties entry = new Properties();
    StringBuilder text = new StringBuilder();
    for (int i = start; i < end; i++) {
      text.append(lines[i]).append('\n');
    }
    try {
      entry.load(new StringReader(text.toString()));
    } catch (IllegalArgumentException e) {
      throw file.malformed(
          start + 1L, "has a \\u that is not followed by four hexadecimal digits", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entry;
  }

  private static boolean isBlankOrComment(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '\t' && c != '\f') {
        return c == '#' || c == '!';
      }
    }
    return true;
  }

  private static boolean isContinued(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }
}
