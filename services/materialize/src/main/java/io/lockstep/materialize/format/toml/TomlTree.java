package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Places;
import io.lockstep.materialize.format.toml.TomlNode.Kind;
import io.lockstep.materialize.format.toml.TomlNode.Table;
import io.lockstep.materialize.format.toml.TomlNode.Tables;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a text, put together from its headers and keys in the order in which they stand.
 * Refuses what TOML does: a key that is there twice, a table that is defined twice or opened again
 * by a dotted key.
 */
final class TomlTree {
  private final String text;
  private final Table root = new Table(Kind.ROOT, 0);
  private final List<TomlBlock> blocks = new ArrayList<>();

  TomlTree(String text) {
    this.text = text;
    root.block = new TomlBlock(0, 0, false);
    blocks.add(root.block);
  }

  String text() {
    return text;
  }

  Table root() {
    return root;
  }

  /** The start of the file and the blocks behind headers, in their order. */
  List<TomlBlock> blocks() {
    return blocks;
  }

  /** Takes a header in; answers the table that the keys behind it belong to. */
  Table header(List<String> path, boolean element, TomlBlock block) {
    Table above = root;
    for (int i = 0; i < path.size() - 1; i++) {
      above = opened(above, path.subList(0, i + 1), block.start);
    }
    String name = path.get(path.size() - 1);
    TomlNode there = above.children.get(name);
    Table table;
    if (element) {
      if (there != null && !(there instanceof Tables)) {
        throw conflict(block.start, path, there);
      }
      Tables tables = there == null ? new Tables() : (Tables) there;
      above.children.putIfAbsent(name, tables);
      table = new Table(Kind.ELEMENT, block.start);
      tables.elements.add(table);
    } else if (there == null) {
      table = new Table(Kind.HEADER, block.start);
      above.children.put(name, table);
    } else if (there instanceof Table implied && implied.kind == Kind.IMPLICIT) {
      table = implied;
      table.kind = Kind.HEADER;
      table.madeAt = block.start;
    } else {
      throw conflict(block.start, path, there);
    }
    table.block = block;
    blocks.add(block);
    return table;
  }

  private Table opened(Table above, List<String> path, int offset) {
    String name = path.get(path.size() - 1);
    TomlNode there =
        above.children.computeIfAbsent(name, missing -> new Table(Kind.IMPLICIT, offset));
    if (there instanceof Tables tables) {
      return tables.elements.get(tables.elements.size() - 1);
    }
    if (there instanceof Table table && table.kind != Kind.INLINE) {
      return table;
    }
    throw conflict(offset, path, there);
  }

  /** The table that the last part of a dotted key goes into. */
  Table holder(Table table, List<String> path, int offset) {
    Table holder = table;
    for (int i = 0; i < path.size() - 1; i++) {
      List<String> prefix = path.subList(0, i + 1);
      TomlNode there = holder.children.get(path.get(i));
      if (there == null) {
        Table dotted = new Table(Kind.DOTTED, offset);
        dotted.block = table.block;
        dotted.prefix = List.copyOf(prefix);
        holder.children.put(path.get(i), dotted);
        holder = dotted;
      } else if (there instanceof Table dotted
          && dotted.kind == Kind.DOTTED
          && dotted.block == table.block) {
        holder = dotted;
      } else {
        throw conflict(offset, prefix, there);
      }
    }
    TomlNode there = holder.children.get(path.get(path.size() - 1));
    if (there != null) {
      throw conflict(offset, path, there);
    }
    return holder;
  }

  void add(Table table, Table holder, TomlBlock.Entry entry) {
    holder.children.put(entry.path().get(entry.path().size() - 1), entry.value());
    table.block.entries.add(entry);
  }

  private MalformedFileException conflict(int offset, List<String> path, TomlNode there) {
    return Places.malformed(
        text,
        offset,
        "%s stands on line %d already, as %s; keep one of the two"
            .formatted(TomlKeys.spell(path), Places.line(text, start(there)), kind(there)));
  }

  /** Where what made a value stands. */
  static int start(TomlNode node) {
    if (node instanceof Tables tables) {
      return tables.elements.get(0).madeAt;
    }
    if (node instanceof Table table) {
      return table.madeAt;
    }
    return node instanceof TomlNode.Array array ? array.start() : ((TomlNode.Scalar) node).start();
  }

  /** What a value is, in words. */
  static String kind(TomlNode node) {
    if (node instanceof Tables) {
      return "an array of tables";
    }
    if (node instanceof Table table) {
      return table.kind == Kind.INLINE ? "an inline table" : "a table";
    }
    return node instanceof TomlNode.Array ? "a list" : "a value";
  }
}
