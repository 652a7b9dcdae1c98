package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FileValue.Items;
import io.lockstep.materialize.format.FileValue.Real;
import io.lockstep.materialize.format.FileValue.Table;
import io.lockstep.materialize.format.FileValue.Text;
import io.lockstep.materialize.format.FileValue.Verbatim;
import io.lockstep.materialize.format.MalformedFileException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spells values, on one line, as TOML 1.0 has them. */
final class TomlWriter {
  private TomlWriter() {}

  /**
   * Spells a value.
   *
   * @param like the spelling of a value beside it or before it, whose quotes a text takes where it
   *     can; may be empty
   */
  static String spell(FileValue value, String like) {
    if (value instanceof Text text) {
      return text(text.text(), like);
    }
    if (value instanceof Items items) {
      return items.items().stream()
          .map(item -> spell(item, like))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Table table) {
      return table.fields().isEmpty()
          ? "{}"
          : table.fields().entrySet().stream()
              .map(field -> TomlKeys.spell(field.getKey()) + " = " + spell(field.getValue(), like))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Real real) {
      String digits = real.number().toString(); // never plain: 1E+400 would be 400 digits
      return digits.indexOf('.') < 0 && digits.indexOf('E') < 0 ? digits + ".0" : digits;
    }
    if (value instanceof Verbatim verbatim) {
      if (TomlScalars.read(verbatim.text()).filter(Verbatim.class::isInstance).isEmpty()) {
        throw new MalformedFileException(
            0, 0, "TOML has only dates and special numbers verbatim; give a text or a number");
      }
      return verbatim.text();
    }
    return value.text();
  }

  private static String text(String text, String like) {
    boolean lines = text.indexOf('\n') >= 0 && like.indexOf('\n') >= 0 && like.indexOf('\r') < 0;
    if (lines && like.startsWith("'''") && literal(text.replace("\n", ""))) {
      return "'''\n" + text + "'''";
    }
    if (lines && like.startsWith("\"\"\"")) {
      return Stream.of(text.split("\n", -1))
          .map(TomlWriter::escaped)
          .collect(Collectors.joining("\n", "\"\"\"\n", "\"\"\""));
    }
    return like.startsWith("'") && literal(text) ? "'" + text + "'" : basic(text);
  }

  private static boolean literal(String text) {
    return text.chars().allMatch(c -> c != '\'' && c != 0x7F && (c >= ' ' || c == '\t'));
  }

  /** A text in double quotes. */
  static String basic(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\b' -> quoted.append("\\b");
        case '\t' -> quoted.append("\\t");
        case '\n' -> quoted.append("\\n");
        case '\f' -> quoted.append("\\f");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7F) {
            quoted.append("\\u%04X".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.toString();
  }
}
