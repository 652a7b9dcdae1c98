package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.toml.TomlNode.Kind;
import io.lockstep.materialize.format.toml.TomlNode.Table;
import io.lockstep.materialize.format.toml.TomlNode.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which headers of a file belong to a table. */
final class TomlExtent {
  private TomlExtent() {}

  /** The blocks of a table or an array of tables and of all below, in the order of the file. */
  static List<TomlBlock> blocks(TomlNode node) {
    List<TomlBlock> blocks = new ArrayList<>();
    collect(node, blocks);
    blocks.sort(Comparator.comparingInt(block -> block.start));
    return blocks;
  }

  /** The last of them; null for none. */
  static TomlBlock last(TomlNode node) {
    List<TomlBlock> blocks = blocks(node);
    return blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
  }

  private static void collect(TomlNode node, List<TomlBlock> blocks) {
    if (node instanceof Tables tables) {
      tables.elements.forEach(element -> collect(element, blocks));
    } else if (node instanceof Table table && table.kind != Kind.INLINE) {
      if (table.kind == Kind.HEADER || table.kind == Kind.ELEMENT) {
        blocks.add(table.block);
      }
      table.children.values().forEach(child -> collect(child, blocks));
    }
  }
}
