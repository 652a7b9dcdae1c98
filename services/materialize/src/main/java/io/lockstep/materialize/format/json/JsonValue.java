package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.FileValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in a file, and where it stands. Filled by the parser, then only read. */
final class JsonValue {
  enum Kind {
    OBJECT,
    ARRAY,
    SCALAR
  }

  /** A member of an object, or an item of an array, whose name is then null. */
  record Entry(String name, int start, JsonValue value) {}

  final Kind kind;
  final int start;
  final List<Entry> entries = new ArrayList<>();
  private final FileValue scalar;
  int end;

  JsonValue(Kind kind, int start, FileValue scalar) {
    this.kind = kind;
    this.start = start;
    this.scalar = scalar;
  }

  JsonValue member(String name) {
    for (Entry entry : entries) {
      if (name.equals(entry.name)) {
        return entry.value;
      }
    }
    return null;
  }

  /** What it means. */
  FileValue value() {
    return switch (kind) {
      case SCALAR -> scalar;
      case ARRAY -> new FileValue.Items(entries.stream().map(e -> e.value.value()).toList());
      case OBJECT -> {
        Map<String, FileValue> fields = new LinkedHashMap<>();
        entries.forEach(entry -> fields.put(entry.name, entry.value.value()));
        yield new FileValue.Table(fields);
      }
    };
  }

  /** What it is called in a message. */
  String what() {
    return switch (kind) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case SCALAR -> "a single value";
    };
  }
}
