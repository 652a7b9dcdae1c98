package io.lockstep.materialize.format.toml;

/** Reads the four kinds of TOML strings, at a cursor or from their spelling. */
final class TomlStrings {
  private TomlStrings() {}

  /** The string at the cursor, which moves behind it. */
  static String read(TomlCursor cursor) {
    if (cursor.sees("\"\"\"")) {
      return multiLine(cursor, '"');
    }
    if (cursor.sees("'''")) {
      return multiLine(cursor, '\'');
    }
    return single(cursor);
  }

  /** The string on one line at the cursor. */
  static String single(TomlCursor cursor) {
    char quote = cursor.peek();
    int start = cursor.at++;
    StringBuilder value = new StringBuilder();
    while (cursor.peek() != quote) {
      if (cursor.atEnd() || cursor.peek() == '\n' || cursor.sees("\r\n")) {
        throw cursor.malformedAt(start, "this quote is not closed on its line");
      }
      if (cursor.peek() == '\\' && quote == '"') {
        escape(cursor, value);
      } else {
        plain(cursor, value);
      }
    }
    cursor.at++;
    return value.toString();
  }

  private static String multiLine(TomlCursor cursor, char quote) {
    String quotes = String.valueOf(quote).repeat(3);
    int start = cursor.at;
    cursor.at += 3;
    cursor.at += newLine(cursor);
    StringBuilder value = new StringBuilder();
    while (!cursor.sees(quotes)) {
      if (cursor.atEnd()) {
        throw cursor.malformedAt(start, "these quotes are never closed");
      }
      int newLine = newLine(cursor);
      if (newLine > 0) {
        value.append(cursor.text, cursor.at, cursor.at + newLine);
        cursor.at += newLine;
      } else if (cursor.peek() == '\\' && quote == '"') {
        if (!continuation(cursor)) {
          escape(cursor, value);
        }
      } else {
        plain(cursor, value);
      }
    }
    cursor.at += 3;
    for (int i = 0; i < 2 && cursor.peek() == quote; i++) { // up to two may stand before the end
      value.append(quote);
      cursor.at++;
    }
    return value.toString();
  }

  private static int newLine(TomlCursor cursor) {
    return cursor.sees("\r\n") ? 2 : cursor.peek() == '\n' ? 1 : 0;
  }

  /** A backslash at the end of a line takes away the line end and the spaces that follow. */
  private static boolean continuation(TomlCursor cursor) {
    int backslash = cursor.at++;
    cursor.blanks();
    if (newLine(cursor) == 0) {
      cursor.at = backslash;
      return false;
    }
    while (newLine(cursor) > 0) {
      cursor.at += newLine(cursor);
      cursor.blanks();
    }
    return true;
  }

  private static void plain(TomlCursor cursor, StringBuilder value) {
    cursor.noControl();
    value.append(cursor.peek());
    cursor.at++;
  }

  private static void escape(TomlCursor cursor, StringBuilder value) {
    int start = cursor.at++;
    char kind = cursor.peek();
    cursor.at++;
    switch (kind) {
      case 'b' -> value.append('\b');
      case 't' -> value.append('\t');
      case 'n' -> value.append('\n');
      case 'f' -> value.append('\f');
      case 'r' -> value.append('\r');
      case 'e' -> value.append('\u001B');
      case '"', '\\' -> value.append(kind);
      case 'x' -> value.appendCodePoint(hex(cursor, start, 2));
      case 'u' -> value.appendCodePoint(hex(cursor, start, 4));
      case 'U' -> value.appendCodePoint(hex(cursor, start, 8));
      default -> throw cursor.malformedAt(start, "unknown escape; write \\\\ for a backslash");
    }
  }

  private static int hex(TomlCursor cursor, int start, int digits) {
    long point = 0;
    for (int i = 0; i < digits; i++) {
      int digit = cursor.peek() < 0x80 ? Character.digit(cursor.peek(), 16) : -1;
      if (digit < 0) {
        throw cursor.malformedAt(
            start, "this escape wants %d hexadecimal digits".formatted(digits));
      }
      point = point * 16 + digit;
      cursor.at++;
    }
    if (point > Character.MAX_CODE_POINT || point >= 0xD800 && point <= 0xDFFF) {
      throw cursor.malformedAt(start, "this escape is no Unicode character");
    }
    return (int) point;
  }
}
