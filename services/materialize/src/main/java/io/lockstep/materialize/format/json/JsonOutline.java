package io.lockstep.materialize.format.json;

import java.util.ArrayList;
import java.util.List;

/** Everything that a file says, without one value: to compare before and after. */
final class JsonOutline {
  private final List<String> said = new ArrayList<>();
  private final String text;
  private final JsonValue left;

  private JsonOutline(String text, JsonValue left) {
    this.text = text;
    this.left = left;
  }

  /**
   * All but a value; its key is left out with it.
   *
   * @param left may be null
   */
  static List<String> without(JsonFile file, JsonValue left) {
    JsonOutline outline = new JsonOutline(file.text(), left);
    outline.add("", file.root());
    return outline.said;
  }

  private void add(String name, JsonValue value) {
    if (value == left || value == null) {
      return;
    }
    said.add("." + name);
    if (value.kind == JsonValue.Kind.SCALAR) {
      said.add(text.substring(value.start, value.end));
      return;
    }
    said.add(value.kind.name());
    value.entries.forEach(entry -> add(entry.name(), entry.value()));
    said.add("end");
  }
}
