package io.lockstep.materialize.profile.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A generated array of tables.
 *
 * @param each for whom there is a row
 * @param fields what stands in a row, in order
 */
public record ListDefinition(Each each, Map<String, ValueDefinition> fields) {
  /** Copies the map, in its order. */
  public ListDefinition {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
