package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.json.JsonAddress.Step;
import java.util.List;
import java.util.stream.Collectors;

/** Finds values by address. */
final class JsonLookup {
  /**
   * How far an address leads.
   *
   * @param value the last that is there; null if the file has none
   * @param within what the last step was taken in; null for none
   * @param index of the value in that
   * @param steps how many of the address' steps it is
   */
  record Found(JsonValue value, JsonValue within, int index, int steps) {}

  private JsonLookup() {}

  /**
   * Follows as many steps as there are.
   *
   * @throws MalformedFileException if a step leads to more than one value
   */
  static Found follow(JsonFile file, JsonAddress address, int steps) {
    Found found = new Found(file.root(), null, 0, 0);
    for (int i = 0; i < steps && found.value != null; i++) {
      int index = index(file, address, found.value, address.steps().get(i));
      if (index < 0) {
        return found;
      }
      JsonValue next = found.value.entries.get(index).value();
      found = new Found(next, found.value, index, i + 1);
    }
    return found;
  }

  /** Where the whole address leads; null if it is not there. */
  static Found find(JsonFile file, JsonAddress address) {
    Found found = follow(file, address, address.steps().size());
    return found.steps == address.steps().size() ? found : null;
  }

  private static int index(JsonFile file, JsonAddress address, JsonValue in, Step step) {
    if (step instanceof Step.Key key) {
      for (int i = 0; in.kind == JsonValue.Kind.OBJECT && i < in.entries.size(); i++) {
        if (in.entries.get(i).name().equals(key.name())) {
          return i;
        }
      }
      return -1;
    }
    if (in.kind != JsonValue.Kind.ARRAY) {
      return -1;
    }
    if (step instanceof Step.Index index) {
      return index.number() < in.entries.size() ? index.number() : -1;
    }
    Step.Having having = (Step.Having) step;
    List<JsonValue.Entry> matching =
        in.entries.stream().filter(entry -> has(entry.value(), having)).toList();
    if (matching.size() > 1) {
      throw ambiguous(file, address, matching);
    }
    return matching.isEmpty() ? -1 : in.entries.indexOf(matching.get(0));
  }

  private static boolean has(JsonValue item, Step.Having having) {
    JsonValue value = item.kind == JsonValue.Kind.OBJECT ? item.member(having.key()) : null;
    return value != null
        && value.kind == JsonValue.Kind.SCALAR
        && SameValue.test(value.value(), having.value());
  }

  private static MalformedFileException ambiguous(
      JsonFile file, JsonAddress address, List<JsonValue.Entry> matching) {
    String lines =
        matching.stream()
            .limit(10)
            .map(entry -> Integer.toString(file.source().line(entry.start())))
            .collect(Collectors.joining(", "));
    return file.source()
        .malformed(
            matching.get(0).start(),
            "'%s' may be any of %d items, in lines %s%s: say which, by another key or by [number]"
                .formatted(
                    address.text(), matching.size(), lines, matching.size() > 10 ? ", …" : ""));
  }
}
