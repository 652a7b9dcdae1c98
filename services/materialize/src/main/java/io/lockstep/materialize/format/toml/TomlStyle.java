package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.text.Places;
import java.util.List;
import java.util.Optional;

/** How new lines look: like those beside them. */
final class TomlStyle {
  private final String text;
  private final String lineEnd;

  /** The key beside which new ones go; null for none in the file. */
  private final TomlBlock.Entry beside;

  private TomlStyle(String text, TomlBlock.Entry beside) {
    this.text = text;
    this.lineEnd = Places.lineEnd(text);
    this.beside = beside;
  }

  /** Like a key of the file. */
  static TomlStyle beside(TomlTree tree, TomlBlock.Entry entry) {
    return new TomlStyle(tree.text(), entry);
  }

  /** Like the last key of a block; where it has none, like the last one before it, or the first. */
  static TomlStyle of(TomlTree tree, TomlBlock block) {
    Optional<TomlBlock.Entry> last = Optional.empty();
    for (TomlBlock there : tree.blocks()) {
      if (!there.entries.isEmpty()) {
        last = Optional.of(there.entries.get(there.entries.size() - 1));
      }
      if (last.isPresent() && there.start >= block.start) {
        break;
      }
    }
    return new TomlStyle(tree.text(), last.orElse(null));
  }

  String lineEnd() {
    return lineEnd;
  }

  /** A line, without its end. */
  String line(List<String> path, FileValue value) {
    return indent() + TomlKeys.spell(path) + equals() + TomlWriter.spell(value, quotes());
  }

  /** What stands before the key beside; spaces and tabs. */
  private String indent() {
    if (beside == null) {
      return "";
    }
    String before = text.substring(Places.lineStart(text, beside.start()), beside.start());
    return before.isBlank() ? before : "";
  }

  /** With or without a space on either side, as beside; more than one is for columns. */
  private String equals() {
    if (beside == null) {
      return " = ";
    }
    int sign = text.indexOf('=', beside.keyStop());
    String before = sign > beside.keyStop() ? " " : "";
    return before + "=" + (beside.valueStart() > sign + 1 ? " " : "");
  }

  /** The literal quotes of the key beside, else nothing, which stands for basic ones. */
  private String quotes() {
    boolean literal =
        beside != null
            && text.charAt(beside.valueStart()) == '\''
            && !text.startsWith("'''", beside.valueStart());
    return literal ? "'" : "";
  }
}
