package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Places;
import io.lockstep.materialize.format.toml.TomlStep.Index;
import io.lockstep.materialize.format.toml.TomlStep.Key;
import io.lockstep.materialize.format.toml.TomlStep.Select;
import java.util.ArrayList;
import java.util.List;

/** How far an address leads in a file. */
final class TomlWalk {
  private final TomlTree tree;
  private final List<TomlStep> steps;
  private final List<TomlNode> nodes = new ArrayList<>();

  private TomlWalk(TomlTree tree, List<TomlStep> steps) {
    this.tree = tree;
    this.steps = steps;
  }

  /**
   * Follows an address as far as it leads.
   *
   * @throws MalformedFileException if it is ambiguous in the file
   */
  static TomlWalk of(TomlTree tree, List<TomlStep> steps) {
    TomlWalk walk = new TomlWalk(tree, steps);
    walk.nodes.add(tree.root());
    TomlNode next = tree.root();
    for (int i = 0; i < steps.size() && next != null; i++) {
      next = walk.next(next, i);
      if (next != null) {
        walk.nodes.add(next);
      }
    }
    return walk;
  }

  List<TomlStep> steps() {
    return steps;
  }

  /** What the address leads to, or as far as it leads. */
  TomlNode node() {
    return nodes.get(nodes.size() - 1);
  }

  /** The node before the last step; the address has to be there. */
  TomlNode above() {
    return nodes.get(nodes.size() - 2);
  }

  /** The nodes on the way, beginning with the file's. */
  List<TomlNode> nodes() {
    return nodes;
  }

  /** How many steps lead somewhere. */
  int reached() {
    return nodes.size() - 1;
  }

  boolean complete() {
    return reached() == steps.size();
  }

  /** The steps that lead nowhere yet. */
  List<TomlStep> rest() {
    return steps.subList(reached(), steps.size());
  }

  /** The keys of the steps that lead somewhere: what a header has to say to get there. */
  List<String> path() {
    List<String> path = new ArrayList<>();
    steps.stream()
        .limit(reached())
        .forEach(
            step -> {
              if (step instanceof Key key) {
                path.add(key.name());
              }
            });
    return path;
  }

  /** An exception about the place where the address stops to lead on. */
  MalformedFileException refuse(String problem) {
    return Places.malformed(
        tree.text(),
        TomlTree.start(node()),
        "%s is %s: %s"
            .formatted(
                TomlAddress.spell(steps.subList(0, reached())), TomlTree.kind(node()), problem));
  }

  private TomlNode next(TomlNode from, int i) {
    TomlStep step = steps.get(i);
    if (step instanceof Key key) {
      if (from instanceof TomlNode.Tables) {
        throw refuse("say which of them, such as [0] or [name=value]");
      }
      return from instanceof TomlNode.Table table ? table.children.get(key.name()) : null;
    }
    List<? extends TomlNode> items = items(from);
    if (step instanceof Index index) {
      return index.index() < items.size() ? items.get(index.index()) : null;
    }
    return selected(items, (Select) step);
  }

  private TomlNode selected(List<? extends TomlNode> items, Select select) {
    List<TomlNode> found = new ArrayList<>();
    for (TomlNode item : items) {
      TomlNode key = item instanceof TomlNode.Table table ? table.children.get(select.key()) : null;
      if (key != null && TomlValues.of(tree.text(), key).text().equals(select.value())) {
        found.add(item);
      }
    }
    if (found.size() > 1) {
      throw Places.malformed(
          tree.text(),
          TomlTree.start(found.get(1)),
          "a second table that %s selects, after the one on line %d; make them differ"
              .formatted(
                  TomlAddress.spell(List.of(select)),
                  Places.line(tree.text(), TomlTree.start(found.get(0)))));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static List<? extends TomlNode> items(TomlNode from) {
    if (from instanceof TomlNode.Tables tables) {
      return tables.elements;
    }
    return from instanceof TomlNode.Array array
        ? array.items().stream().map(TomlNode.Item::value).toList()
        : List.of();
  }
}
