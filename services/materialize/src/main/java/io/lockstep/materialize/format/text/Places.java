package io.lockstep.materialize.format.text;

import io.lockstep.materialize.format.MalformedFileException;

/** Where an offset is, for who reads the file in an editor. */
public final class Places {
  private Places() {}

  /** The line of an offset, from 1. CR, LF and CRLF end lines. */
  public static int line(String text, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (endsLine(text, i)) {
        line++;
      }
    }
    return line;
  }

  /** The column of an offset in characters (code points), from 1. */
  public static int column(String text, int offset) {
    int start = lineStart(text, offset);
    return text.codePointCount(start, offset) + 1;
  }

  /** An exception that names the place of an offset. */
  public static MalformedFileException malformed(String text, int offset, String problem) {
    int at = Math.min(offset, text.length());
    return new MalformedFileException(line(text, at), column(text, at), problem);
  }

  /** Where the line of an offset begins. */
  public static int lineStart(String text, int offset) {
    int start = offset;
    while (start > 0 && !endsLine(text, start - 1)) {
      start--;
    }
    return start;
  }

  /** Where the line of an offset ends, before its line end. */
  public static int lineStop(String text, int offset) {
    int stop = offset;
    while (stop < text.length() && text.charAt(stop) != '\n' && text.charAt(stop) != '\r') {
      stop++;
    }
    return stop;
  }

  /** Where the line behind the one of an offset begins; the end of the text where there is none. */
  public static int nextLine(String text, int offset) {
    int stop = lineStop(text, offset);
    return stop + lineEndAt(text, stop).length();
  }

  /** The line end that stands at an offset; empty for none. */
  public static String lineEndAt(String text, int offset) {
    if (text.startsWith("\r\n", offset)) {
      return "\r\n";
    }
    boolean single =
        offset < text.length() && (text.charAt(offset) == '\n' || text.charAt(offset) == '\r');
    return single ? text.substring(offset, offset + 1) : "";
  }

  /** The first line end of a text, LF if it has none: the style of new lines. */
  public static String lineEnd(String text) {
    String first = lineEndAt(text, lineStop(text, 0));
    return first.isEmpty() ? "\n" : first;
  }

  /** Whether nothing but spaces and tabs stands on the line of an offset. */
  public static boolean blankLine(String text, int offset) {
    return text.substring(lineStart(text, offset), lineStop(text, offset)).isBlank();
  }

  private static boolean endsLine(String text, int i) {
    char c = text.charAt(i);
    boolean crOfCrLf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
    return c == '\n' || (c == '\r' && !crOfCrLf);
  }
}
