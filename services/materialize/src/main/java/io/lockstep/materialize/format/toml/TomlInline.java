package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.text.Places;
import io.lockstep.materialize.format.text.Splices;
import io.lockstep.materialize.format.toml.TomlNode.Array;
import io.lockstep.materialize.format.toml.TomlNode.Item;
import java.util.List;

/** Changes between brackets and braces. */
final class TomlInline {
  private final String text;
  private final Splices splices;

  TomlInline(String text, Splices splices) {
    this.text = text;
    this.splices = splices;
  }

  /** Puts items behind those of an array: on lines of their own where the last one is. */
  void append(Array array, List<FileValue> added) {
    if (array.items().isEmpty()) {
      String items = TomlWriter.spell(new FileValue.Items(added), "");
      splices.insert(array.start() + 1, items.substring(1, items.length() - 1));
      return;
    }
    Item last = array.items().get(array.items().size() - 1);
    String like = text.substring(last.start(), last.stop());
    int lineStart = Places.lineStart(text, last.start());
    String indent = text.substring(lineStart, last.start());
    boolean ownLine = lineStart > array.start() && indent.isBlank();
    int from = last.comma() < 0 ? last.stop() : last.comma() + 1;
    if (last.comma() < 0) {
      splices.insert(last.stop(), ",");
    }
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < added.size(); i++) {
      boolean comma = i < added.size() - 1 || last.comma() >= 0;
      items
          .append(ownLine ? Places.lineEnd(text) + indent : " ")
          .append(TomlWriter.spell(added.get(i), like))
          .append(comma ? "," : "");
    }
    int lineStop = Places.lineStop(text, from); // behind a comment on the line of the last item
    boolean closes = array.stop() <= lineStop;
    splices.insert(ownLine && !closes ? lineStop : from, items.toString());
  }

  /** An array spelled anew, on lines of their own where the items are. */
  void rewrite(Array array, FileValue.Items items) {
    List<Item> before = array.items();
    Item first = before.isEmpty() ? null : before.get(0);
    String like = first == null ? "" : text.substring(first.start(), first.stop());
    String lines = first == null ? "" : text.substring(array.start() + 1, first.start());
    if (lines.indexOf('\n') < 0 || !lines.isBlank() || items.items().isEmpty()) {
      splices.replace(array.start(), array.stop(), TomlWriter.spell(items, like));
      return;
    }
    Item last = before.get(before.size() - 1);
    String closing = text.substring(Math.max(last.comma() + 1, last.stop()), array.stop() - 1);
    StringBuilder spelled = new StringBuilder("[");
    for (int i = 0; i < items.items().size(); i++) {
      boolean comma = i < items.items().size() - 1 || last.comma() >= 0;
      spelled
          .append(lines)
          .append(TomlWriter.spell(items.items().get(i), like))
          .append(comma ? "," : "");
    }
    splices.replace(array.start(), array.stop(), spelled.append(closing).append(']').toString());
  }

  /** Takes an item out, with one comma. */
  void remove(Array array, Item item) {
    int i = array.items().indexOf(item);
    int before = i > 0 ? array.items().get(i - 1).comma() : -1;
    cut(item.start(), item.stop(), item.comma(), before);
  }

  /** Puts {@code key = value} before the closing brace. */
  void append(TomlBlock block, List<String> path, FileValue value) {
    String entry = TomlKeys.spell(path) + " = " + TomlWriter.spell(value, "");
    if (block.entries.isEmpty()) {
      splices.insert(block.start + 1, entry);
      return;
    }
    splices.insert(block.last(), ", " + entry);
  }

  /** Takes {@code key = value} out, with one comma. */
  void remove(TomlBlock block, TomlBlock.Entry entry) {
    int i = block.entries.indexOf(entry);
    int comma = i < block.commas.size() ? block.commas.get(i) : -1;
    cut(entry.start(), entry.valueStop(), comma, i > 0 ? block.commas.get(i - 1) : -1);
  }

  private void cut(int start, int stop, int comma, int commaBefore) {
    if (comma >= 0) {
      int end = comma + 1;
      while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
        end++;
      }
      boolean commentBetween = !text.substring(stop, comma).isBlank();
      if (commentBetween) {
        splices.delete(start, stop);
        splices.delete(comma, comma + 1);
      } else {
        splices.delete(start, end);
      }
    } else if (commaBefore >= 0 && text.substring(commaBefore + 1, start).isBlank()) {
      splices.delete(commaBefore, stop);
    } else {
      if (commaBefore >= 0) {
        splices.delete(commaBefore, commaBefore + 1);
      }
      splices.delete(start, stop);
    }
  }
}
