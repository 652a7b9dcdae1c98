package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Places;

/** A place in a TOML text that moves on over spaces, comments and line ends. */
final class TomlCursor {
  static final char END = '\uFFFF'; // is no character, so it stands in no text that was decoded

  final String text;
  int at;

  TomlCursor(String text) {
    this.text = text;
  }

  char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean sees(String what) {
    return text.startsWith(what, at);
  }

  void expect(char c, String wanted) {
    if (atEnd() || peek() != c) {
      throw malformed("expected " + wanted);
    }
    at++;
  }

  void blanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  /** Spaces, comments and line ends. */
  void blankLines() {
    blanks();
    while (lineEnd() || comment()) {
      blanks();
    }
  }

  /** What may stand behind a value or a header: spaces, a comment, and then the line ends. */
  void endLine() {
    blanks();
    comment();
    if (!atEnd() && !lineEnd()) {
      throw malformed(
          "expected the end of the line; quote a text that has more than one word in it");
    }
  }

  private boolean lineEnd() {
    if (sees("\r\n")) {
      at += 2;
      return true;
    }
    if (peek() == '\n') {
      at++;
      return true;
    }
    return false;
  }

  private boolean comment() {
    if (peek() != '#') {
      return false;
    }
    while (!atEnd() && peek() != '\n' && !sees("\r\n")) {
      noControl();
      at++;
    }
    return true;
  }

  /** Refuses a control character other than a tab. */
  void noControl() {
    char c = peek();
    if (!atEnd() && (c < ' ' && c != '\t' || c == 0x7F)) {
      throw malformed("a control character (0x%02X) is not allowed here".formatted((int) c));
    }
  }

  MalformedFileException malformed(String problem) {
    return Places.malformed(text, at, problem);
  }

  MalformedFileException malformedAt(int offset, String problem) {
    return Places.malformed(text, offset, problem);
  }
}
