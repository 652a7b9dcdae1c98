package io.lockstep.materialize.format.toml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a file and where it stands. Offsets are in characters; stops are exclusive. */
sealed interface TomlNode {

  /** How a table came to be, which says where its next key goes. */
  enum Kind {
    /** The file itself. */
    ROOT,
    /** {@code [a]}. */
    HEADER,
    /** The {@code a} of {@code [a.b]}, while there is no {@code [a]}. */
    IMPLICIT,
    /** {@code [[a]]}. */
    ELEMENT,
    /** The {@code a} of {@code a.b = 1}. */
    DOTTED,
    /** {@code {a = 1}}. */
    INLINE
  }

  /** Named values. */
  final class Table implements TomlNode {
    final Map<String, TomlNode> children = new LinkedHashMap<>();
    Kind kind;

    /** Where its keys stand; null for {@link Kind#IMPLICIT}. */
    TomlBlock block;

    /** The keys before its own in {@link #block}; empty unless {@link Kind#DOTTED}. */
    List<String> prefix = List.of();

    /** Where what made it stands: the offset of its first key. */
    int madeAt;

    Table(Kind kind, int madeAt) {
      this.kind = kind;
      this.madeAt = madeAt;
    }
  }

  /** An array of tables: {@code [[a]]}, {@code [[a]]}. */
  final class Tables implements TomlNode {
    final List<Table> elements = new ArrayList<>();
  }

  /** {@code [1, 2]}. */
  record Array(int start, int stop, List<Item> items) implements TomlNode {}

  /**
   * An item of an array.
   *
   * @param comma offset of the comma behind it; -1 for none
   */
  record Item(int start, int stop, int comma, TomlNode value) {}

  /** A text, a number, a date, yes or no. */
  record Scalar(int start, int stop) implements TomlNode {}
}
