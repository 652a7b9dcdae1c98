package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FileValue.Items;
import io.lockstep.materialize.format.FileValue.Text;
import io.lockstep.materialize.format.toml.TomlNode.Kind;
import io.lockstep.materialize.format.toml.TomlNode.Table;
import io.lockstep.materialize.format.toml.TomlNode.Tables;
import io.lockstep.materialize.format.toml.TomlStep.Index;
import io.lockstep.materialize.format.toml.TomlStep.Key;
import io.lockstep.materialize.format.toml.TomlStep.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds what an address leads to where it leads nowhere yet. For one edit. */
final class TomlAdder {
  private record Block(List<String> path, boolean element, Map<String, FileValue> fields) {}

  private final TomlTree tree;
  private final TomlLines lines;
  private final TomlInline inline;

  TomlAdder(TomlTree tree, TomlLines lines, TomlInline inline) {
    this.tree = tree;
    this.lines = lines;
    this.inline = inline;
  }

  /**
   * Adds a value.
   *
   * @param rows whether the value is a list of tables that gets headers
   */
  void add(TomlWalk walk, FileValue value, boolean rows) {
    TomlNode at = walk.node();
    TomlStep next = walk.rest().get(0);
    if (at instanceof TomlNode.Array array) {
      indexed(walk, next, array.items().size());
      inline.append(array, List.of(wrapped(walk, 0, value)));
    } else if (at instanceof Tables tables) {
      indexed(walk, next, tables.elements.size());
      addTables(walk, value, rows);
    } else if (at instanceof Table table && next instanceof Key key) {
      addKey(walk, table, key, value, rows);
    } else {
      throw walk.refuse("%s leads nowhere in it".formatted(TomlAddress.spell(walk.rest())));
    }
  }

  private void addKey(TomlWalk walk, Table table, Key key, FileValue value, boolean rows) {
    List<String> path = new ArrayList<>(table.prefix);
    path.add(key.name());
    boolean last = walk.rest().size() == 1;
    boolean keys = walk.rest().stream().allMatch(Key.class::isInstance);
    if (table.block != null && table.block.braces) {
      inline.append(table.block, path, wrapped(walk, 1, value));
    } else if (table.kind == Kind.DOTTED && keys && !rows) {
      walk.rest().stream().skip(1).forEach(step -> path.add(((Key) step).name()));
      lines.addKey(table.block, table.prefix, path, value);
    } else if (table.block != null && last && !rows && !(value instanceof FileValue.Table)) {
      lines.addKey(table.block, table.prefix, path, value);
    } else {
      addTables(walk, value, rows);
    }
  }

  private static void indexed(TomlWalk walk, TomlStep step, int size) {
    if (step instanceof Index index && index.index() != size) {
      throw walk.refuse("it has %d, so that the next one is [%d]".formatted(size, size));
    }
    if (step instanceof Key) {
      throw walk.refuse("say which of them, such as [0] or [name=value]");
    }
  }

  /** The value of the rest of the address from a step on, as it is written between braces. */
  private FileValue wrapped(TomlWalk walk, int from, FileValue value) {
    FileValue wrapped = value;
    List<TomlStep> rest = walk.rest();
    for (int i = rest.size() - 1; i >= from; i--) {
      TomlStep step = rest.get(i);
      if (step instanceof Key key) {
        wrapped = new FileValue.Table(Map.of(key.name(), wrapped));
        continue;
      }
      if (step instanceof Select select) {
        wrapped = selected(walk, select, wrapped);
      }
      if (i > 0) {
        indexed(walk, step, 0);
        wrapped = new Items(List.of(wrapped));
      }
    }
    return wrapped;
  }

  private FileValue selected(TomlWalk walk, Select select, FileValue value) {
    if (!(value instanceof FileValue.Table table)) {
      throw walk.refuse("what %s selects is a table".formatted(select.key()));
    }
    Map<String, FileValue> fields = new LinkedHashMap<>();
    fields.put(select.key(), selector(walk, select));
    fields.putAll(table.fields());
    return new FileValue.Table(fields);
  }

  /** In the type that the key has in the first table there. */
  private FileValue selector(TomlWalk walk, Select select) {
    Text text = new Text(select.value());
    TomlNode first =
        walk.node() instanceof Tables tables
            ? tables.elements.get(0)
            : walk.node() instanceof TomlNode.Array array && !array.items().isEmpty()
                ? array.items().get(0).value()
                : null;
    boolean there = walk.rest().get(0).equals(select) && first instanceof Table;
    TomlNode like = there ? ((Table) first).children.get(select.key()) : null;
    return like == null ? text : TomlValues.typed(TomlValues.of(tree.text(), like), text);
  }

  private void addTables(TomlWalk walk, FileValue value, boolean rows) {
    List<Block> blocks = blocks(walk, value, rows);
    TomlBlock behind = behind(walk);
    TomlBlock like = behind == null ? tree.blocks().get(tree.blocks().size() - 1) : behind;
    TomlStyle style = TomlStyle.of(tree, like);
    lines.addTables(
        behind,
        blocks.stream().map(b -> block(b.path, b.element, b.fields, style)).toList(),
        style);
  }

  /**
   * The block behind which new tables go: the last of the innermost element of an array of tables,
   * which they would not belong to further down; null for the end of the file.
   */
  private TomlBlock behind(TomlWalk walk) {
    for (int i = walk.nodes().size() - 1; i > 0; i--) {
      TomlNode node = walk.nodes().get(i);
      if (node instanceof Tables || node instanceof Table table && table.kind == Kind.ELEMENT) {
        return TomlExtent.last(node);
      }
    }
    return null;
  }

  private List<Block> blocks(TomlWalk walk, FileValue value, boolean rows) {
    List<Block> blocks = new ArrayList<>();
    List<String> path = walk.path();
    List<TomlStep> rest = walk.rest();
    for (int i = 0; i < rest.size(); i++) {
      boolean last = i == rest.size() - 1;
      if (rest.get(i) instanceof Key key) {
        if (last && !rows && !(value instanceof FileValue.Table)) {
          open(blocks, path).fields.put(key.name(), value);
        }
        path.add(key.name());
        continue;
      }
      if (i > 0) {
        indexed(walk, rest.get(i), 0);
      }
      Block element = new Block(List.copyOf(path), true, new LinkedHashMap<>());
      if (rest.get(i) instanceof Select select) {
        element.fields.put(select.key(), selector(walk, select));
      }
      blocks.add(element);
    }
    if (rows) {
      for (FileValue row : ((Items) value).items()) {
        blocks.add(new Block(path, true, ((FileValue.Table) row).fields()));
      }
    } else if (value instanceof FileValue.Table table) {
      open(blocks, path).fields.putAll(table.fields());
    } else if (!(rest.get(rest.size() - 1) instanceof Key)) {
      throw walk.refuse("an element of it is a table; name a key of it");
    }
    return blocks;
  }

  /** The last block if it has the path, else a new one. */
  private static Block open(List<Block> blocks, List<String> path) {
    if (!blocks.isEmpty() && blocks.get(blocks.size() - 1).path.equals(path)) {
      return blocks.get(blocks.size() - 1);
    }
    Block block = new Block(List.copyOf(path), false, new LinkedHashMap<>());
    blocks.add(block);
    return block;
  }

  /** The lines of a header and its keys. */
  static List<String> block(
      List<String> path, boolean element, Map<String, FileValue> fields, TomlStyle style) {
    List<String> block = new ArrayList<>();
    String name = TomlKeys.spell(path);
    block.add(element ? "[[" + name + "]]" : "[" + name + "]");
    fields.forEach((key, field) -> block.add(style.line(List.of(key), field)));
    return block;
  }
}
