package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.FileValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All values of a file, by addresses that a person would write. */
final class JsonContents {
  private static final List<String> TELLING = List.of("name", "id", "key");

  private final Map<String, FileValue> values = new LinkedHashMap<>();

  JsonContents(JsonFile file) {
    if (file.root() != null) {
      add(file.root(), "");
    }
  }

  Map<String, FileValue> values() {
    return values;
  }

  private void add(JsonValue value, String address) {
    boolean list =
        value.kind == JsonValue.Kind.ARRAY
            && value.entries.stream().allMatch(e -> e.value().kind == JsonValue.Kind.SCALAR);
    if (value.entries.isEmpty() || list) {
      if (!address.isEmpty()) {
        values.put(address, value.value());
        return;
      }
    }
    String telling = value.kind == JsonValue.Kind.ARRAY ? telling(value) : null;
    for (int i = 0; i < value.entries.size(); i++) {
      JsonValue.Entry entry = value.entries.get(i);
      if (entry.name() != null) {
        String key = JsonAddress.key(entry.name());
        add(entry.value(), address.isEmpty() ? key : address + "." + key);
      } else if (telling != null) {
        String by = JsonWriter.quote(entry.value().member(telling).value().text());
        add(entry.value(), address + "[" + telling + "=" + by + "]");
      } else {
        add(entry.value(), address + "[" + i + "]");
      }
    }
  }

  /** A key that has another text in each of the items; null for none. */
  private static String telling(JsonValue array) {
    for (String name : TELLING) {
      Set<FileValue> seen = new HashSet<>();
      boolean tells =
          array.entries.stream()
              .map(JsonValue.Entry::value)
              .map(item -> item.kind == JsonValue.Kind.OBJECT ? item.member(name) : null)
              .allMatch(
                  value ->
                      value != null
                          && value.value() instanceof FileValue.Text text
                          && seen.add(text));
      if (tells) {
        return name;
      }
    }
    return null;
  }
}
