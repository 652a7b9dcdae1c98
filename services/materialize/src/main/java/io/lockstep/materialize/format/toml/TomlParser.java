package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.toml.TomlNode.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text with the place of every key and value. Used once, by one thread. Its depth is
 * bounded, so that no text exhausts the stack.
 */
final class TomlParser {
  /** Most keys and brackets around a value. */
  static final int MAX_DEPTH = 100;

  private final TomlCursor cursor;
  private final TomlTree tree;
  private int depth;

  private TomlParser(String text) {
    this.cursor = new TomlCursor(text);
    this.tree = new TomlTree(text);
  }

  /**
   * The tree of a text.
   *
   * @throws MalformedFileException if it is not TOML, with the place
   */
  static TomlTree parse(String text) {
    return new TomlParser(text).parse();
  }

  private TomlTree parse() {
    TomlNode.Table table = tree.root();
    cursor.blankLines();
    while (!cursor.atEnd()) {
      if (cursor.peek() == '[') {
        table = header();
      } else {
        depth = 0;
        entry(table);
      }
      cursor.endLine();
      cursor.blankLines();
    }
    return tree;
  }

  private TomlNode.Table header() {
    int start = cursor.at;
    boolean element = cursor.sees("[[");
    cursor.at += element ? 2 : 1;
    cursor.blanks();
    List<String> path = key();
    cursor.blanks();
    cursor.expect(']', "] behind the name of the table");
    if (element) {
      cursor.expect(']', "]] behind the name of the table");
    }
    return tree.header(path, element, new TomlBlock(start, cursor.at, false));
  }

  /** One {@code key = value}; the cursor stops behind the value. */
  private void entry(TomlNode.Table table) {
    int start = cursor.at;
    List<String> path = key();
    int keyStop = cursor.at;
    cursor.blanks();
    cursor.expect('=', "= behind the key; quote keys with other characters than A-Za-z0-9_-");
    cursor.blanks();
    TomlNode.Table holder = tree.holder(table, path, start);
    int valueStart = cursor.at;
    deeper(path.size());
    TomlNode value = value();
    depth -= path.size();
    tree.add(
        table, holder, new TomlBlock.Entry(path, start, keyStop, valueStart, cursor.at, value));
  }

  private void deeper(int levels) {
    depth += levels;
    if (depth > MAX_DEPTH) {
      throw cursor.malformed("more than %d levels of tables and lists".formatted(MAX_DEPTH));
    }
  }

  private List<String> key() {
    List<String> path = new ArrayList<>(2);
    path.add(part());
    int stop = cursor.at;
    cursor.blanks();
    while (cursor.peek() == '.') {
      cursor.at++;
      cursor.blanks();
      path.add(part());
      if (path.size() > MAX_DEPTH) {
        throw cursor.malformed("more than %d parts in a key".formatted(MAX_DEPTH));
      }
      stop = cursor.at;
      cursor.blanks();
    }
    cursor.at = stop;
    return path;
  }

  private String part() {
    if (cursor.peek() == '"' || cursor.peek() == '\'') {
      return TomlStrings.single(cursor);
    }
    int start = cursor.at;
    while (TomlKeys.bare(cursor.peek())) {
      cursor.at++;
    }
    if (cursor.at == start) {
      throw cursor.malformed("expected a key; quote keys with other characters than A-Za-z0-9_-");
    }
    return cursor.text.substring(start, cursor.at);
  }

  private TomlNode value() {
    int start = cursor.at;
    switch (cursor.peek()) {
      case '[':
        return array();
      case '{':
        return braces();
      case '"', '\'':
        TomlStrings.read(cursor);
        return new TomlNode.Scalar(start, cursor.at);
      default:
        return scalar(start);
    }
  }

  private TomlNode scalar(int start) {
    word();
    boolean space = cursor.at - start == 10 && cursor.peek() == ' ' && digit(cursor.at + 1);
    if (space && cursor.text.charAt(start + 4) == '-') { // a space between date and time
      cursor.at++;
      word();
    }
    if (TomlScalars.read(cursor.text.substring(start, cursor.at)).isEmpty()) {
      throw cursor.malformedAt(
          start,
          "expected a value: a text in quotes, a number of at most 64 bits, true, false, a date,"
              + " [list] or {table}");
    }
    return new TomlNode.Scalar(start, cursor.at);
  }

  private boolean digit(int at) {
    return at < cursor.text.length() && Character.digit(cursor.text.charAt(at), 10) >= 0;
  }

  private void word() {
    while (TomlKeys.bare(cursor.peek()) || ".:+".indexOf(cursor.peek()) >= 0) {
      cursor.at++;
    }
  }

  private TomlNode array() {
    int start = cursor.at++;
    deeper(1);
    List<Item> items = new ArrayList<>();
    cursor.blankLines();
    while (cursor.peek() != ']') {
      int itemStart = cursor.at;
      TomlNode value = value();
      int itemStop = cursor.at;
      cursor.blankLines();
      int comma = cursor.peek() == ',' ? cursor.at++ : -1;
      items.add(new Item(itemStart, itemStop, comma, value));
      cursor.blankLines();
      if (comma < 0 && cursor.peek() != ']') {
        throw cursor.malformed("expected , or ] in the list that begins before");
      }
    }
    cursor.at++;
    depth--;
    return new TomlNode.Array(start, cursor.at, items);
  }

  private TomlNode braces() {
    TomlBlock block = new TomlBlock(cursor.at, 0, true);
    TomlNode.Table table = new TomlNode.Table(TomlNode.Kind.INLINE, cursor.at++);
    table.block = block;
    cursor.blankLines();
    while (cursor.peek() != '}') {
      entry(table);
      cursor.blankLines();
      boolean comma = cursor.peek() == ',';
      if (comma) {
        block.commas.add(cursor.at++);
      }
      cursor.blankLines();
      if (!comma && cursor.peek() != '}') {
        throw cursor.malformed("expected , or } in the table that begins before");
      }
    }
    block.stop = ++cursor.at;
    return table;
  }
}
