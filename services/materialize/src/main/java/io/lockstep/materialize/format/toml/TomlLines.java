package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.text.Places;
import io.lockstep.materialize.format.text.Splices;
import java.util.List;

/** Puts lines into a file and takes them out. */
final class TomlLines {
  private final TomlTree tree;
  private final String text;
  private final Splices splices;

  TomlLines(TomlTree tree, Splices splices) {
    this.tree = tree;
    this.text = tree.text();
    this.splices = splices;
  }

  /** Puts a key behind the last one of a block that begins with the prefix. */
  void addKey(TomlBlock block, List<String> prefix, List<String> path, FileValue value) {
    TomlBlock.Entry beside = null;
    for (TomlBlock.Entry entry : block.entries) {
      boolean below =
          entry.path().size() >= prefix.size()
              && entry.path().subList(0, prefix.size()).equals(prefix);
      beside = below ? entry : beside;
    }
    TomlStyle style = beside == null ? TomlStyle.of(tree, block) : TomlStyle.beside(tree, beside);
    String line = style.line(path, value);
    if (beside != null) {
      insert(Places.nextLine(text, beside.valueStop()), line, style);
    } else if (block.stop > 0) {
      insert(Places.nextLine(text, block.stop), line, style);
    } else {
      addFirst(line, style);
    }
  }

  /** The first key before all headers, behind what the file begins with to say about itself. */
  private void addFirst(String line, TomlStyle style) {
    if (tree.blocks().size() == 1) {
      insert(text.length(), line, style);
      return;
    }
    int at = 0;
    while (text.startsWith("#", at)) {
      at = Places.nextLine(text, at);
    }
    if (at > 0 && Places.blankLine(text, at)) {
      at = Places.nextLine(text, at);
    } else {
      at = 0;
    }
    insert(at, Places.blankLine(text, at) ? line : line + style.lineEnd(), style);
  }

  /**
   * Puts tables behind a block, or at the end of the file, with a blank line before each.
   *
   * @param behind null for the end of the file
   * @param tables the lines of each
   */
  void addTables(TomlBlock behind, List<List<String>> tables, TomlStyle style) {
    int at = behind == null ? text.length() : Places.nextLine(text, behind.last());
    String end = style.lineEnd();
    StringBuilder lines = new StringBuilder();
    boolean blank = at == 0 || Places.blankLine(text, at - 1);
    for (List<String> table : tables) {
      lines.append(lines.isEmpty() ? (blank ? "" : end) : end + end);
      lines.append(String.join(end, table));
    }
    insert(at, lines.toString(), style);
  }

  /** Puts tables before a block, with a blank line behind each. */
  void addTablesBefore(TomlBlock block, List<List<String>> tables, TomlStyle style) {
    String end = style.lineEnd();
    StringBuilder lines = new StringBuilder();
    tables.forEach(table -> lines.append(String.join(end, table)).append(end));
    insert(Places.lineStart(text, block.start), lines.toString(), style);
  }

  private void insert(int at, String lines, TomlStyle style) {
    splices.insertLines(text, at, lines, style.lineEnd());
  }

  void removeKey(TomlBlock.Entry entry) {
    splices.delete(Places.lineStart(text, entry.start()), Places.nextLine(text, entry.valueStop()));
  }

  /** Takes out a header with its keys, and blank lines before it where more follow. */
  void removeBlock(TomlBlock block) {
    int start = Places.lineStart(text, block.start);
    int stop = Places.nextLine(text, block.last());
    if (stop == text.length() || Places.blankLine(text, stop)) {
      while (start > 0 && Places.blankLine(text, start - 1)) {
        start = Places.lineStart(text, start - 1);
      }
    }
    splices.delete(start, stop);
  }
}
