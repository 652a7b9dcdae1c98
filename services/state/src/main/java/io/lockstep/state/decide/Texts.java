package io.lockstep.state.decide;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** Bounds of texts. */
final class Texts {
  private static final int SHOWN = 80;

  /** Most bytes that UTF-8 has for a {@code char}; a surrogate pair has four for two. */
  private static final int MOST_BYTES = 3;

  private Texts() {}

  static void require(String entity, String what, String text, int maxBytes) {
    requireUnicode(entity, what, text);
    if ((long) text.length() * MOST_BYTES <= maxBytes) {
      return; // nearly every text: its bytes need not be made to be counted
    }
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length > maxBytes) {
      throw new RefusedException(
          Codes.VALUE_TOO_LARGE,
          entity,
          "%s has %d bytes, at most %d are allowed; keep large texts as managed content"
              .formatted(what, length, maxBytes));
    }
  }

  static void requireUnicode(String entity, String what, String text) {
    if (!isUnicode(text)) {
      throw new RefusedException(
          Codes.NOT_UTF8,
          entity,
          "%s, \"%s\", is not valid Unicode: it has half a surrogate pair; send it as UTF-8"
              .formatted(what, shortened(text)));
    }
  }

  private static boolean isUnicode(String text) {
    return none(text, Texts::isSurrogate);
  }

  /** The beginning of a text that may be of any length, fit for a message. */
  static String shortened(String text) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    if (none(shown, Texts::isUnreadable)) {
      return shown;
    }
    StringBuilder readable = new StringBuilder(shown.length());
    shown
        .codePoints()
        .forEach(point -> readable.appendCodePoint(isUnreadable(point) ? '\uFFFD' : point));
    return readable.toString();
  }

  /** A loop: every text is checked, and a stream or an encoder for each would be much garbage. */
  private static boolean none(String text, IntPredicate such) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (such.test(text.codePointAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnreadable(int point) {
    return Character.isISOControl(point) || isSurrogate(point);
  }

  /** Whether it is half a pair: a whole one is a code point of its own. */
  private static boolean isSurrogate(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }
}
