package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FileValue.Items;
import io.lockstep.materialize.format.FileValue.Table;
import io.lockstep.materialize.format.FileValue.Text;
import io.lockstep.materialize.format.toml.TomlStep.Index;
import io.lockstep.materialize.format.toml.TomlStep.Key;
import io.lockstep.materialize.format.toml.TomlStep.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file has to mean after an edit, worked out from values alone: nothing here knows how they
 * are spelled, so that it can judge who writes. For one thread.
 */
final class TomlModel {
  /** Maps, lists, and other values as they are. */
  private final Map<String, Object> root;

  private boolean removed;

  @SuppressWarnings("unchecked")
  TomlModel(FileValue before) {
    this.root = (Map<String, Object>) open(before);
  }

  private FileValue value() {
    return close(root);
  }

  void put(List<TomlStep> steps, FileValue value) {
    Object at = root;
    for (int i = 0; i < steps.size() - 1; i++) {
      at = child(at, steps.get(i), steps.get(i + 1));
    }
    TomlStep last = steps.get(steps.size() - 1);
    Object present = get(at, last);
    set(at, last, open(present == null ? value : TomlValues.typed(close(present), value)));
  }

  void rows(List<TomlStep> steps, List<Table> rows) {
    if (rows.isEmpty()) {
      remove(steps);
    } else {
      put(steps, new Items(List.copyOf(rows)));
    }
  }

  void remove(List<TomlStep> steps) {
    Object at = root;
    for (TomlStep step : steps.subList(0, steps.size() - 1)) {
      at = get(at, step);
    }
    TomlStep last = steps.get(steps.size() - 1);
    if (get(at, last) == null) {
      return;
    }
    removed = true;
    if (at instanceof Map<?, ?> map) {
      map.remove(((Key) last).name());
    } else if (at instanceof List<?> list) {
      list.remove(index(list, last));
    }
  }

  /**
   * Whether a file means what it has to. Where something was removed the tables around it may be
   * gone with their last key, or stay empty.
   */
  boolean holds(FileValue after) {
    return removed
        ? TomlValues.same(withoutEmpty(value()), withoutEmpty(after))
        : TomlValues.same(value(), after);
  }

  private static FileValue withoutEmpty(FileValue value) {
    if (value instanceof Items items) {
      return new Items(items.items().stream().map(TomlModel::withoutEmpty).toList());
    }
    if (!(value instanceof Table table)) {
      return value;
    }
    Map<String, FileValue> fields = new LinkedHashMap<>();
    table
        .fields()
        .forEach(
            (key, field) -> {
              FileValue rest = withoutEmpty(field);
              if (!rest.equals(new Table(Map.of())) && !rest.equals(new Items(List.of()))) {
                fields.put(key, rest);
              }
            });
    return new Table(fields);
  }

  private static Object child(Object at, TomlStep step, TomlStep next) {
    Object child = get(at, step);
    if (child == null) {
      child = next instanceof Key ? new LinkedHashMap<String, Object>() : new ArrayList<>();
      set(at, step, child);
    }
    return child;
  }

  private static Object get(Object at, TomlStep step) {
    if (at instanceof Map<?, ?> map) {
      return step instanceof Key key ? map.get(key.name()) : null;
    }
    if (at instanceof List<?> list) {
      int index = index(list, step);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }

  /** Where a step leads in a list; its size for nowhere. */
  private static int index(List<?> list, TomlStep step) {
    if (step instanceof Index index) {
      return Math.min(index.index(), list.size());
    }
    int i = 0;
    while (i < list.size() && !(step instanceof Select select && selects(select, list.get(i)))) {
      i++;
    }
    return i;
  }

  private static boolean selects(Select select, Object item) {
    return item instanceof Map<?, ?> map
        && map.get(select.key()) != null
        && close(map.get(select.key())).text().equals(select.value());
  }

  @SuppressWarnings("unchecked")
  private static void set(Object at, TomlStep step, Object value) {
    if (at instanceof Map<?, ?>) {
      ((Map<String, Object>) at).put(((Key) step).name(), value);
      return;
    }
    List<Object> list = (List<Object>) at;
    int index = index(list, step);
    if (index < list.size()) {
      list.set(index, value);
      return;
    }
    if (step instanceof Select select && value instanceof Map<?, ?>) {
      ((Map<String, Object>) value).putIfAbsent(select.key(), selected(list, select));
    }
    list.add(value);
  }

  /** The value that a new table is selected by, in the type that it has in the first one. */
  private static FileValue selected(List<Object> list, Select select) {
    Text text = new Text(select.value());
    return list.isEmpty()
            || !(list.get(0) instanceof Map<?, ?> first)
            || first.get(select.key()) == null
        ? text
        : TomlValues.typed(close(first.get(select.key())), text);
  }

  private static Object open(FileValue value) {
    if (value instanceof Table table) {
      Map<String, Object> map = new LinkedHashMap<>();
      table.fields().forEach((key, field) -> map.put(key, open(field)));
      return map;
    }
    if (value instanceof Items items) {
      List<Object> list = new ArrayList<>();
      items.items().forEach(item -> list.add(open(item)));
      return list;
    }
    return value;
  }

  private static FileValue close(Object open) {
    if (open instanceof Map<?, ?> map) {
      Map<String, FileValue> fields = new LinkedHashMap<>();
      map.forEach((key, field) -> fields.put((String) key, close(field)));
      return new Table(fields);
    }
    if (open instanceof List<?> list) {
      return new Items(list.stream().map(TomlModel::close).toList());
    }
    return (FileValue) open;
  }
}
