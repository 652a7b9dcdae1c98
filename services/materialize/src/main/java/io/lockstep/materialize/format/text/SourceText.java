package io.lockstep.materialize.format.text;

import io.lockstep.materialize.format.MalformedFileException;
import java.util.Optional;

/**
 * The text of a file, and where things stand in it. Offsets are in chars, from 0. Immutable.
 *
 * @param text all of it, without a byte order mark
 */
public record SourceText(String text) {

  /** The line of an offset, from 1. Lines end in LF, CR LF or CR. */
  public int line(int offset) {
    return Places.line(text, limit(offset));
  }

  /** What is wrong at an offset. */
  public MalformedFileException malformed(int offset, String problem) {
    return Places.malformed(text, limit(offset), problem);
  }

  /** How lines end here: as the first of them; LF where there is but one line. */
  public String lineEnd() {
    return Places.lineEnd(text);
  }

  /** Whether there is more than one line. */
  public boolean hasLines() {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  /** Where the line of an offset starts. */
  public int lineStart(int offset) {
    return Places.lineStart(text, limit(offset));
  }

  /** The blanks before an offset, if nothing else stands before it in its line. */
  public Optional<String> indent(int offset) {
    String before = text.substring(lineStart(offset), offset);
    return before.isBlank() ? Optional.of(before) : Optional.empty();
  }

  /** Where the next line starts, if only blanks follow in this one; else -1. */
  public int nextLineIfBlank(int offset) {
    int at = skipBlanks(offset);
    return at == text.length() || isBreak(text.charAt(at)) ? Places.nextLine(text, at) : -1;
  }

  /** Behind the blanks and tabs that follow an offset. */
  public int skipBlanks(int offset) {
    int at = offset;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** Whether a char ends a line. */
  public static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private int limit(int offset) {
    return Math.max(0, Math.min(offset, text.length()));
  }
}
