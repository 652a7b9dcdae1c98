package io.lockstep.state.describe;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The open fields of an entity, one level deep: {@code attributes.zone}. */
final class FlatFields {
  /** The one field of a parameter; its key and scope are its name already. */
  static final String VALUE = "value";

  private FlatFields() {}

  /** Names and texts in the order of the schema; null texts for what has no value. */
  static Map<String, String> of(SpecificRecord payload) {
    Map<String, String> flat = new LinkedHashMap<>();
    if (payload instanceof ConfigurationChanged set) {
      flat.put(VALUE, set.getSealed() == null ? set.getValue() : OpenFields.SECRET);
      return flat;
    } else if (payload instanceof ConfigurationRemoved) {
      return flat;
    }
    OpenFields.ofEntity(payload).forEach((name, value) -> add(name, value, flat));
    return flat;
  }

  /** The same as a list. */
  static List<Field> list(SpecificRecord payload) {
    return of(payload).entrySet().stream()
        .map(field -> new Field(field.getKey(), field.getValue()))
        .toList();
  }

  private static void add(String name, Object value, Map<String, String> flat) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> add(name + "." + key, each, flat));
    } else if (value instanceof Collection<?> collection
        && collection.stream().anyMatch(Map.class::isInstance)) {
      int number = 1;
      for (Object each : collection) {
        add(name + "." + number++, each, flat);
      }
    } else {
      flat.put(name, text(value));
    }
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    return value == null ? null : value.toString();
  }
}
