package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.toml.TomlStep.Index;
import io.lockstep.materialize.format.toml.TomlStep.Key;
import io.lockstep.materialize.format.toml.TomlStep.Select;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All values of a file by address. The elements of an array of tables go by their {@code name}
 * where each has one of its own, else by their number; a list is one value.
 */
final class TomlListing {
  private final TomlTree tree;
  private final Map<String, FileValue> values = new LinkedHashMap<>();
  private final List<TomlStep> steps = new ArrayList<>();

  private TomlListing(TomlTree tree) {
    this.tree = tree;
  }

  static Map<String, FileValue> of(TomlTree tree) {
    TomlListing listing = new TomlListing(tree);
    listing.list(tree.root());
    return listing.values;
  }

  private void list(TomlNode node) {
    if (node instanceof TomlNode.Tables tables) {
      boolean named = named(tables.elements);
      for (int i = 0; i < tables.elements.size(); i++) {
        TomlNode.Table element = tables.elements.get(i);
        step(named ? new Select("name", name(element)) : new Index(i), element);
      }
    } else if (node instanceof TomlNode.Table table && !(steps.size() > 0 && emptyBraces(table))) {
      table.children.forEach((key, child) -> step(new Key(key), child));
    } else {
      values.put(TomlAddress.spell(steps), TomlValues.of(tree.text(), node));
    }
  }

  private static boolean emptyBraces(TomlNode.Table table) {
    return table.kind == TomlNode.Kind.INLINE && table.children.isEmpty();
  }

  private void step(TomlStep step, TomlNode node) {
    steps.add(step);
    list(node);
    steps.remove(steps.size() - 1);
  }

  private boolean named(List<TomlNode.Table> elements) {
    Set<String> names = new HashSet<>();
    return elements.stream().map(this::name).allMatch(name -> name != null && names.add(name));
  }

  /** The name of an element; null where it has none or the name is no text. */
  private String name(TomlNode.Table element) {
    TomlNode name = element.children.get("name");
    return name instanceof TomlNode.Scalar
            && TomlValues.of(tree.text(), name) instanceof FileValue.Text text
        ? text.text()
        : null;
  }
}
