package io.lockstep.materialize.format.properties;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Places;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads lines as {@link java.util.Properties#load(java.io.Reader)} does, with their places. Used
 * once, by one thread.
 */
final class PropertiesParser {
  private final String text;
  private final List<PropertyLine> lines = new ArrayList<>();
  private int at;

  /** A line without its continuations, and where each of its characters stands. */
  private final StringBuilder joined = new StringBuilder();

  private int[] places = new int[128];

  private PropertiesParser(String text) {
    this.text = text;
  }

  /**
   * The lines of a text.
   *
   * @throws MalformedFileException if an escape is not complete
   */
  static List<PropertyLine> parse(String text) {
    PropertiesParser parser = new PropertiesParser(text);
    while (parser.join()) {
      parser.line();
    }
    return parser.lines;
  }

  /** Reads one line with its continuations; whether there was one. */
  private boolean join() {
    joined.setLength(0);
    boolean skipBlanks = true;
    boolean continued = false;
    boolean backslash = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean end = c == '\n' || c == '\r';
      if (skipBlanks && (blank(c) || end && !continued)) {
        at++;
        continue;
      }
      skipBlanks = false;
      continued = false;
      if (joined.isEmpty() && (c == '#' || c == '!')) {
        at = Places.nextLine(text, at);
        skipBlanks = true;
      } else if (!end) {
        append(c);
        backslash = c == '\\' && !backslash;
        at++;
      } else if (joined.isEmpty()) {
        skipBlanks = true;
        at++;
      } else if (backslash && at + 1 < text.length()) {
        joined.setLength(joined.length() - 1);
        skipBlanks = true;
        continued = true;
        backslash = false;
        at += Places.lineEndAt(text, at).length();
      } else {
        break;
      }
    }
    boolean some = !joined.isEmpty();
    if (backslash) { // at the end of the file there is nothing that it takes in
      joined.setLength(joined.length() - 1);
    }
    return some;
  }

  private void append(char c) {
    if (joined.length() == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[joined.length()] = at;
    joined.append(c);
  }

  private void line() {
    int limit = joined.length();
    int keyLength = 0;
    boolean backslash = false;
    while (keyLength < limit && (backslash || !separates(joined.charAt(keyLength)))) {
      backslash = joined.charAt(keyLength) == '\\' && !backslash;
      keyLength++;
    }
    int value = keyLength;
    boolean sign = false;
    while (value < limit
        && (blank(joined.charAt(value)) || !sign && separates(joined.charAt(value)))) {
      sign |= !blank(joined.charAt(value));
      value++;
    }
    int first = limit == 0 ? at : places[0];
    int keyStop = keyLength == 0 ? first : places[keyLength - 1] + 1;
    int valueStart = value < limit ? places[value] : value > 0 ? places[value - 1] + 1 : first;
    lines.add(
        new PropertyLine(
            unescaped(0, keyLength),
            unescaped(value, limit),
            Places.lineStart(text, first),
            keyStop,
            valueStart,
            at,
            Places.nextLine(text, at)));
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private static boolean separates(char c) {
    return c == '=' || c == ':' || blank(c);
  }

  private String unescaped(int from, int to) {
    StringBuilder plain = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = joined.charAt(i);
      if (c != '\\' || i + 1 == to) {
        plain.append(c == '\\' ? "" : c);
        continue;
      }
      c = joined.charAt(++i);
      switch (c) {
        case 't' -> plain.append('\t');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 'f' -> plain.append('\f');
        case 'u' -> {
          plain.append(unicode(i, to));
          i += 4;
        }
        default -> plain.append(c);
      }
    }
    return plain.toString();
  }

  private char unicode(int u, int to) {
    int unit = 0;
    for (int i = u + 1; i <= u + 4; i++) {
      char c = i < to ? joined.charAt(i) : ' ';
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw Places.malformed(
            text, places[u - 1], "\\u wants four hexadecimal digits; write \\\\u for the letters");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }
}
