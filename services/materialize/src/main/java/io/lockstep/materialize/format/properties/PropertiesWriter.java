package io.lockstep.materialize.format.properties;

import io.lockstep.materialize.format.text.TextFile;

/** Spells keys and values with the escapes that they need, and no more. */
final class PropertiesWriter {
  private final TextFile file;

  /**
   * For a file.
   *
   * @param file whose encoding says what needs an escape
   */
  PropertiesWriter(TextFile file) {
    this.file = file;
  }

  String key(String key) {
    StringBuilder spelled = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean comment = i == 0 && (c == '#' || c == '!');
      if (c == ' ' || c == '=' || c == ':' || comment) {
        spelled.append('\\').append(c);
      } else {
        append(spelled, key, i);
      }
    }
    return spelled.toString();
  }

  String value(String value) {
    StringBuilder spelled = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean first = i == 0 && (c == '=' || c == ':' || c == '#' || c == '!');
      boolean leading = c == ' ' && spelled.length() == 2 * i;
      if (leading || first) { // or it would be taken for a part of the separator
        spelled.append('\\').append(c);
      } else {
        append(spelled, value, i);
      }
    }
    return spelled.toString();
  }

  private void append(StringBuilder spelled, String text, int i) {
    char c = text.charAt(i);
    switch (c) {
      case '\t' -> spelled.append("\\t");
      case '\n' -> spelled.append("\\n");
      case '\r' -> spelled.append("\\r");
      case '\f' -> spelled.append("\\f");
      case '\\' -> spelled.append("\\\\");
      default -> {
        if (c < ' ' || c == 0x7F || !writable(text, i)) {
          spelled.append("\\u%04X".formatted((int) c));
        } else {
          spelled.append(c);
        }
      }
    }
  }

  /** Half a surrogate pair is no character that any encoding writes. */
  private boolean writable(String text, int i) {
    char c = text.charAt(i);
    boolean pair =
        Character.isHighSurrogate(c)
            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    return file.holds(c) && (!Character.isSurrogate(c) || pair);
  }
}
