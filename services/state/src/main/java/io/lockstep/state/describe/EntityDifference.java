package io.lockstep.state.describe;

import io.lockstep.schema.ConfigurationChanged;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The difference of two states of one entity, field by field. */
public final class EntityDifference {
  private static final String NOT_SHOWN = "(not shown)";

  private EntityDifference() {}

  /**
   * The fields that differ, in the order of the schema. None if both are equal.
   *
   * @param before payload of the event that made the state before; null where there was none
   * @param after payload of the event that made the state after; null where there is none
   */
  public static List<FieldChange> of(SpecificRecord before, SpecificRecord after) {
    Map<String, String> old = before == null ? Map.of() : FlatFields.of(before);
    Map<String, String> now = after == null ? Map.of() : FlatFields.of(after);
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(old.keySet());
    List<FieldChange> changes = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(old.get(name), now.get(name))) {
        changes.add(new FieldChange(name, old.get(name), now.get(name)));
      }
    }
    if (before != null && after != null) {
      hidden(OpenFields.inner(before), OpenFields.inner(after), changes);
    }
    return changes;
  }

  /** Adds the fields whose difference does not show, since something sealed stands in them. */
  private static void hidden(SpecificRecord old, SpecificRecord now, List<FieldChange> changes) {
    if (!old.getSchema().equals(now.getSchema())) {
      return;
    }
    for (Schema.Field field : now.getSchema().getFields()) {
      Object then = old.get(field.pos());
      Object next = now.get(field.pos());
      Object shown = OpenFields.value(then);
      if (!Objects.equals(then, next) && Objects.equals(shown, OpenFields.value(next))) {
        String name = now instanceof ConfigurationChanged ? FlatFields.VALUE : field.name();
        String text = OpenFields.SECRET.equals(shown) ? OpenFields.SECRET : NOT_SHOWN;
        changes.add(new FieldChange(name, text, text));
      }
    }
  }
}
