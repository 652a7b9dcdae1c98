package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FileValue.Items;
import io.lockstep.materialize.format.text.Splices;
import io.lockstep.materialize.format.toml.TomlNode.Kind;
import io.lockstep.materialize.format.toml.TomlNode.Table;
import io.lockstep.materialize.format.toml.TomlNode.Tables;
import io.lockstep.materialize.format.toml.TomlStep.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which pieces of a file change for one edit. Used for one edit, by one thread. */
final class TomlPlanner {
  private final TomlTree tree;
  private final Splices splices;
  private final TomlLines lines;
  private final TomlInline inline;
  private boolean structure;

  TomlPlanner(TomlTree tree, Splices splices) {
    this.tree = tree;
    this.splices = splices;
    this.lines = new TomlLines(tree, splices);
    this.inline = new TomlInline(tree.text(), splices);
  }

  /** Whether more changes than values in their places. */
  boolean structure() {
    return structure;
  }

  void put(List<TomlStep> steps, FileValue value) {
    TomlWalk walk = TomlWalk.of(tree, steps);
    if (!walk.complete()) {
      structure = true;
      new TomlAdder(tree, lines, inline).add(walk, value, false);
      return;
    }
    FileValue present = TomlValues.of(tree.text(), walk.node());
    FileValue wanted = TomlValues.typed(present, value);
    if (!TomlValues.same(present, wanted)) {
      change(walk, wanted);
    }
  }

  private void change(TomlWalk walk, FileValue wanted) {
    TomlNode node = walk.node();
    if (node instanceof Table table) {
      changeTable(walk, table, wanted);
    } else if (node instanceof Tables) {
      if (!(wanted instanceof Items items) || !allTables(items)) {
        throw walk.refuse("give tables for it, or remove it first");
      }
      rows(walk.steps(), tables(items));
    } else if (node instanceof TomlNode.Array array && wanted instanceof Items items) {
      changeArray(walk, array, items);
    } else {
      int start = TomlTree.start(node);
      int stop =
          node instanceof TomlNode.Array array ? array.stop() : ((TomlNode.Scalar) node).stop();
      String like = tree.text().substring(start, stop);
      splices.replace(start, stop, TomlWriter.spell(wanted, like));
    }
  }

  private void changeTable(TomlWalk walk, Table table, FileValue wanted) {
    boolean braces = table.kind == Kind.INLINE;
    if (!(wanted instanceof FileValue.Table fields)) {
      if (!braces) {
        throw walk.refuse("give a table for it, or remove it first");
      }
      splices.replace(table.block.start, table.block.stop, TomlWriter.spell(wanted, ""));
      return;
    }
    Set<String> surplus = new LinkedHashSet<>(table.children.keySet());
    surplus.removeAll(fields.fields().keySet());
    boolean flat = table.block != null && table.block.braces;
    if (flat && !surplus.isEmpty() && braces) {
      splices.replace(table.block.start, table.block.stop, TomlWriter.spell(wanted, ""));
      return;
    }
    surplus.forEach(key -> remove(with(walk.steps(), new Key(key))));
    fields.fields().forEach((key, field) -> put(with(walk.steps(), new Key(key)), field));
  }

  private void changeArray(TomlWalk walk, TomlNode.Array array, Items wanted) {
    int there = array.items().size();
    if (wanted.items().size() < there) {
      inline.rewrite(array, wanted);
      return;
    }
    for (int i = 0; i < there; i++) {
      put(with(walk.steps(), new TomlStep.Index(i)), wanted.items().get(i));
    }
    if (wanted.items().size() > there) {
      structure = true;
      inline.append(array, wanted.items().subList(there, wanted.items().size()));
    }
  }

  void rows(List<TomlStep> steps, List<FileValue.Table> rows) {
    TomlWalk walk = TomlWalk.of(tree, steps);
    if (rows.isEmpty()) {
      boolean list = walk.node() instanceof TomlNode.Array array && array.items().isEmpty();
      if (!(walk.complete() && list)) {
        remove(steps);
      }
    } else if (walk.complete() && walk.node() instanceof Tables tables) {
      changeRows(walk, tables, rows);
    } else if (walk.complete()) {
      put(steps, new Items(List.copyOf(rows)));
    } else {
      structure = true;
      new TomlAdder(tree, lines, inline).add(walk, new Items(List.copyOf(rows)), true);
    }
  }

  /** Rows that stay at the start and the end are left alone, those between are paired in order. */
  private void changeRows(TomlWalk walk, Tables tables, List<FileValue.Table> rows) {
    Items present = (Items) TomlValues.of(tree.text(), tables);
    List<FileValue> wanted =
        ((Items) TomlValues.typed(present, new Items(List.copyOf(rows)))).items();
    List<FileValue> there = present.items();
    int shared = Math.min(there.size(), wanted.size());
    int head = 0;
    while (head < shared && TomlValues.same(there.get(head), wanted.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shared - head
        && TomlValues.same(
            there.get(there.size() - 1 - tail), wanted.get(wanted.size() - 1 - tail))) {
      tail++;
    }
    int thereStop = there.size() - tail;
    int wantedStop = wanted.size() - tail;
    structure |= head < Math.max(thereStop, wantedStop);
    for (int i = head; i < Math.min(thereStop, wantedStop); i++) {
      put(with(walk.steps(), new TomlStep.Index(i)), wanted.get(i));
    }
    for (int i = wantedStop; i < thereStop; i++) {
      TomlExtent.blocks(tables.elements.get(i)).forEach(lines::removeBlock);
    }
    if (wantedStop > thereStop) {
      List<List<String>> added = new ArrayList<>();
      TomlStyle style = TomlStyle.of(tree, tables.elements.get(0).block);
      for (FileValue row : wanted.subList(thereStop, wantedStop)) {
        added.add(TomlAdder.block(walk.path(), true, ((FileValue.Table) row).fields(), style));
      }
      if (thereStop == 0) {
        lines.addTablesBefore(tables.elements.get(0).block, added, style);
      } else {
        TomlBlock last = TomlExtent.last(tables.elements.get(thereStop - 1));
        lines.addTables(last, added, style);
      }
    }
  }

  void remove(List<TomlStep> steps) {
    TomlWalk walk = TomlWalk.of(tree, steps);
    if (!walk.complete()) {
      return;
    }
    structure = true;
    if (walk.above() instanceof TomlNode.Array array) {
      array.items().stream()
          .filter(item -> item.value() == walk.node())
          .findFirst()
          .ifPresent(item -> inline.remove(array, item));
      return;
    }
    TomlExtent.blocks(walk.node()).forEach(lines::removeBlock);
    for (Map.Entry<TomlBlock.Entry, TomlBlock> there : entries(walk).entrySet()) {
      if (there.getValue().braces) {
        inline.remove(there.getValue(), there.getKey());
        return; // the next one, if any, when the file has been read again
      }
      lines.removeKey(there.getKey());
    }
  }

  /** The keys that make up what the address leads to, where it is no table with a header. */
  private static Map<TomlBlock.Entry, TomlBlock> entries(TomlWalk walk) {
    Map<TomlBlock.Entry, TomlBlock> found = new LinkedHashMap<>();
    TomlStep last = walk.steps().get(walk.steps().size() - 1);
    if (!(walk.above() instanceof Table above)
        || above.block == null
        || !(last instanceof Key key)) {
      return found;
    }
    List<String> path = new ArrayList<>(above.prefix);
    path.add(key.name());
    for (TomlBlock.Entry entry : above.block.entries) {
      if (entry.path().size() >= path.size() && entry.path().subList(0, path.size()).equals(path)) {
        found.put(entry, above.block);
      }
    }
    return found;
  }

  private static List<TomlStep> with(List<TomlStep> steps, TomlStep last) {
    List<TomlStep> longer = new ArrayList<>(steps);
    longer.add(last);
    return longer;
  }

  static boolean allTables(Items items) {
    return items.items().stream().allMatch(FileValue.Table.class::isInstance);
  }

  private static List<FileValue.Table> tables(Items items) {
    return items.items().stream().map(FileValue.Table.class::cast).toList();
  }
}
