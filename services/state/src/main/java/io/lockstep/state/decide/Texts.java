package io.lockstep.state.decide;

import java.nio.charset.StandardCharsets;

/** Bounds of texts. */
final class Texts {
  private static final int SHOWN = 80;

  private Texts() {}

  static void require(String entity, String what, String text, int maxBytes) {
    requireUnicode(entity, what, text);
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
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** The beginning of a text that may be of any length, fit for a message. */
  static String shortened(String text) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    StringBuilder readable = new StringBuilder(shown.length());
    shown
        .codePoints()
        .forEach(
            point ->
                readable.appendCodePoint(
                    Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                        ? '\uFFFD'
                        : point));
    return readable.toString();
  }
}
