package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.text.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Spells values as the rest of a file spells its own. */
final class JsonWriter {
  /** A list of single values that is not longer than this is written in one line. */
  private static final int ONE_LINE = 80;

  private final SourceText source;
  private final String lineEnd;
  private final String unit;
  private final String colon;
  private final String comma;
  private final boolean lines;

  JsonWriter(JsonFile file) {
    this.source = file.source();
    this.lineEnd = source.lineEnd();
    this.lines = file.root() == null || source.hasLines();
    this.unit = unit(file.root());
    this.colon = colon(file.root());
    this.comma = colon.endsWith(" ") ? ", " : ",";
  }

  private String unit(JsonValue root) {
    if (root != null && !root.entries.isEmpty()) {
      String indent = source.indent(root.entries.get(0).start()).orElse("");
      if (!indent.isEmpty() && source.line(root.entries.get(0).start()) > source.line(root.start)) {
        return indent;
      }
    }
    return "  ";
  }

  private String colon(JsonValue root) {
    for (JsonValue in = root; in != null && !in.entries.isEmpty(); in = in.entries.get(0).value()) {
      JsonValue.Entry first = in.entries.get(0);
      if (first.name() != null) {
        int nameEnd = JsonTree.stringEnd(source.text(), first.start());
        String between = source.text().substring(nameEnd, first.value().start);
        return between.contains("\n") || between.contains("\r") ? ": " : between;
      }
    }
    return ": ";
  }

  /** Whether the file has more than one line, so that new ones may be made. */
  boolean hasLines() {
    return lines;
  }

  String lineEnd() {
    return lineEnd;
  }

  String unit() {
    return unit;
  }

  /** The indent of the line of an offset. */
  String indentOfLine(int offset) {
    int start = source.lineStart(offset);
    return source.text().substring(start, Math.min(offset, source.skipBlanks(start)));
  }

  /** What stands between two entries of a value that has some. */
  String separator(JsonValue in) {
    JsonValue.Entry last = in.entries.get(in.entries.size() - 1);
    if (in.entries.size() > 1) {
      int before = in.entries.get(in.entries.size() - 2).value().end;
      String between = source.text().substring(before, last.start());
      if (between.lines().count() <= 2) {
        return between;
      }
    }
    return source
        .indent(last.start())
        .filter(indent -> source.line(last.start()) > source.line(in.start))
        .map(indent -> "," + lineEnd + indent)
        .orElse(comma);
  }

  /** A member, or an item where the name is null. */
  String entry(String name, FileValue value, String indent) {
    return (name == null ? "" : quote(name) + colon) + spell(value, indent);
  }

  /**
   * A value.
   *
   * @param indent of the line that it starts in; null to stay in that line
   */
  String spell(FileValue value, String indent) {
    if (value instanceof FileValue.Items items) {
      return items(items, indent);
    }
    if (value instanceof FileValue.Table table) {
      List<String> members = new ArrayList<>();
      String inner = indent == null ? null : indent + unit;
      table.fields().forEach((name, field) -> members.add(entry(name, field, inner)));
      return wrap('{', members, '}', indent);
    }
    if (value instanceof FileValue.Text text) {
      return quote(text.text());
    }
    if (value instanceof FileValue.Real real && Math.abs((long) real.number().scale()) > 50) {
      return real.number().toString();
    }
    return value.text();
  }

  private String items(FileValue.Items items, String indent) {
    boolean plain =
        items.items().stream()
            .noneMatch(i -> i instanceof FileValue.Items || i instanceof FileValue.Table);
    if (plain) {
      String inline =
          wrap('[', items.items().stream().map(item -> spell(item, null)).toList(), ']', null);
      if (indent == null || inline.length() <= ONE_LINE) {
        return inline;
      }
    }
    String inner = indent == null ? null : indent + unit;
    return wrap('[', items.items().stream().map(item -> spell(item, inner)).toList(), ']', indent);
  }

  private String wrap(char open, List<String> entries, char close, String indent) {
    if (entries.isEmpty() || indent == null) {
      return open + String.join(comma, entries) + close;
    }
    String line = lineEnd + indent + unit;
    return open + line + String.join("," + line, entries) + lineEnd + indent + close;
  }

  /** A text in quotes. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029 || isHalf(text, i)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** Whether a surrogate has no partner, which UTF-8 cannot spell. */
  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
