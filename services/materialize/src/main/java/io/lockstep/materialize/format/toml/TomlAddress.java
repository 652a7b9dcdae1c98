package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.toml.TomlStep.Index;
import io.lockstep.materialize.format.toml.TomlStep.Key;
import io.lockstep.materialize.format.toml.TomlStep.Select;
import java.util.ArrayList;
import java.util.List;

/**
 * The spelling of addresses: a dotted key as in TOML, each part of it with any number of {@code
 * [0]} (an item of a list) or {@code [key=value]} (the table of a list whose key has that value)
 * behind it. Parts and values with other characters than those of a bare key go into quotes: {@code
 * a."b c"[name="x]y"].url}.
 */
final class TomlAddress {
  private static final String FORM =
      "write it as table.key, list[0].key or list[name=value].key; parts with other characters"
          + " than A-Za-z0-9_- in quotes";

  private final TomlCursor cursor;
  private final List<TomlStep> steps = new ArrayList<>();

  private TomlAddress(String address) {
    this.cursor = new TomlCursor(address);
  }

  /**
   * The steps of an address; the first is a key.
   *
   * @throws IllegalArgumentException if it is misspelled
   */
  static List<TomlStep> parse(String address) {
    TomlAddress parser = new TomlAddress(address);
    try {
      parser.parse();
    } catch (MalformedFileException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no address in TOML: at character %d: %s"
              .formatted(address, parser.cursor.at + 1, FORM),
          e);
    }
    return parser.steps;
  }

  /** The spelling of an address. */
  static String spell(List<TomlStep> steps) {
    StringBuilder address = new StringBuilder();
    for (TomlStep step : steps) {
      if (step instanceof Key key) {
        address.append(address.isEmpty() ? "" : ".").append(TomlKeys.spell(key.name()));
      } else if (step instanceof Index index) {
        address.append('[').append(index.index()).append(']');
      } else if (step instanceof Select select) {
        address
            .append('[')
            .append(TomlKeys.spell(select.key()))
            .append('=')
            .append(TomlKeys.spell(select.value()))
            .append(']');
      }
    }
    return address.toString();
  }

  private void parse() {
    steps.add(new Key(part()));
    while (!cursor.atEnd()) {
      if (cursor.peek() == '[') {
        cursor.at++;
        steps.add(selector());
        cursor.expect(']', "]");
      } else {
        cursor.expect('.', ". or [");
        steps.add(new Key(part()));
      }
      if (steps.size() > TomlParser.MAX_DEPTH) {
        throw cursor.malformed("too many parts");
      }
    }
  }

  private String part() {
    if (cursor.peek() == '"' || cursor.peek() == '\'') {
      return TomlStrings.single(cursor);
    }
    int start = cursor.at;
    while (TomlKeys.bare(cursor.peek())) {
      cursor.at++;
    }
    if (start == cursor.at) {
      throw cursor.malformed("expected a key");
    }
    return cursor.text.substring(start, cursor.at);
  }

  private TomlStep selector() {
    boolean quoted = cursor.peek() == '"' || cursor.peek() == '\'';
    String key = part();
    if (cursor.peek() == '=') {
      cursor.at++;
      return new Select(key, value());
    }
    if (quoted || !key.matches("0|[1-9][0-9]{0,7}")) {
      throw cursor.malformed("expected a number or key=value");
    }
    return new Index(Integer.parseInt(key));
  }

  /** Without quotes all that needs none to tell where it ends: no quotes, brackets, blanks. */
  private String value() {
    if (cursor.peek() == '"' || cursor.peek() == '\'') {
      return TomlStrings.single(cursor);
    }
    int start = cursor.at;
    while (!cursor.atEnd() && cursor.peek() > ' ' && "[]\"'=".indexOf(cursor.peek()) < 0) {
      cursor.at++;
    }
    if (start == cursor.at) {
      throw cursor.malformed("expected a value");
    }
    return cursor.text.substring(start, cursor.at);
  }
}
