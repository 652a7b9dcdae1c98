package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FileValue.Items;
import io.lockstep.materialize.format.FileValue.Real;
import io.lockstep.materialize.format.FileValue.Table;
import io.lockstep.materialize.format.FileValue.Text;
import io.lockstep.materialize.format.FileValue.Verbatim;
import io.lockstep.materialize.format.FileValue.Whole;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What nodes mean, when two values are the same, and which type a new one gets. */
final class TomlValues {
  private TomlValues() {}

  static FileValue of(String text, TomlNode node) {
    if (node instanceof TomlNode.Table table) {
      Map<String, FileValue> fields = new LinkedHashMap<>();
      table.children.forEach((key, child) -> fields.put(key, of(text, child)));
      return new Table(fields);
    }
    if (node instanceof TomlNode.Tables tables) {
      return new Items(tables.elements.stream().map(element -> of(text, element)).toList());
    }
    if (node instanceof TomlNode.Array array) {
      return new Items(array.items().stream().map(item -> of(text, item.value())).toList());
    }
    TomlNode.Scalar scalar = (TomlNode.Scalar) node;
    String raw = text.substring(scalar.start(), scalar.stop());
    return raw.startsWith("\"") || raw.startsWith("'")
        ? new Text(TomlStrings.read(new TomlCursor(raw)))
        : TomlScalars.read(raw).orElseThrow();
  }

  /** Whether two values are the same, however they are spelled. */
  static boolean same(FileValue one, FileValue other) {
    if (one instanceof Real a && other instanceof Real b) {
      return a.number().compareTo(b.number()) == 0;
    }
    if (one instanceof Verbatim a && other instanceof Verbatim b) {
      return a.text().equals(b.text())
          || TomlScalars.meaning(a.text()).equals(TomlScalars.meaning(b.text()));
    }
    if (one instanceof Items a && other instanceof Items b) {
      boolean same = a.items().size() == b.items().size();
      for (int i = 0; same && i < a.items().size(); i++) {
        same = same(a.items().get(i), b.items().get(i));
      }
      return same;
    }
    if (one instanceof Table a && other instanceof Table b) {
      return a.fields().keySet().equals(b.fields().keySet())
          && a.fields().entrySet().stream()
              .allMatch(field -> same(field.getValue(), b.fields().get(field.getKey())));
    }
    return one.equals(other);
  }

  /** A new value, in the type of the present one where it is a text that spells such a value. */
  static FileValue typed(FileValue present, FileValue value) {
    if (value instanceof Text text) {
      return typed(present, text);
    }
    if (value instanceof Items items && present instanceof Items before && !empty(before)) {
      List<FileValue> typed = new ArrayList<>();
      for (FileValue item : items.items()) {
        int like = Math.min(typed.size(), before.items().size() - 1);
        typed.add(typed(before.items().get(like), item));
      }
      return new Items(typed);
    }
    if (value instanceof Table table && present instanceof Table before) {
      Map<String, FileValue> typed = new LinkedHashMap<>();
      table
          .fields()
          .forEach(
              (key, field) -> {
                FileValue like = before.fields().get(key);
                typed.put(key, like == null ? field : typed(like, field));
              });
      return new Table(typed);
    }
    return value;
  }

  private static boolean empty(Items items) {
    return items.items().isEmpty();
  }

  private static FileValue typed(FileValue present, Text text) {
    if (present instanceof Verbatim before) {
      Optional<Object> was = TomlScalars.meaning(before.text());
      Optional<Object> is = TomlScalars.meaning(text.text());
      return was.isPresent() && is.isPresent() && isAlike(was.get(), is.get())
          ? new Verbatim(text.text())
          : text;
    }
    FileValue spelled = TomlScalars.read(text.text()).orElse(text);
    if (present instanceof Real && spelled instanceof Whole whole) {
      return new Real(BigDecimal.valueOf(whole.number()));
    }
    return spelled.getClass() == present.getClass() ? spelled : text;
  }

  /** Whether both are numbers, or both a date, a time, or a date with a time. */
  private static boolean isAlike(Object one, Object other) {
    return one instanceof Temporal ? other instanceof Temporal : one.getClass() == other.getClass();
  }
}
