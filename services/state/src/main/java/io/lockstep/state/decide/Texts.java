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
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new RefusedException(
          Codes.NOT_UTF8, entity, what + " is not valid Unicode: it has half a surrogate pair");
    }
  }

  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
