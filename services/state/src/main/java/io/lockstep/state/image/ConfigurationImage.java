package io.lockstep.state.image;

import io.lockstep.schema.ConfigurationChanged;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration parameters that have a value. */
public record ConfigurationImage(EntityMap entities) {
  private static final String SITE = "site:";
  private static final String NODE = "node:";

  /** The parameter's value in a scope of its own, not inherited. */
  public Optional<Entity> get(String key, String scope) {
    return entities.get(EntityKeys.configuration(key, scope));
  }

  /** The value that every node shares, unless its site or node has one of its own. */
  public Optional<String> shared(String key) {
    return get(key, EntityKeys.SHARED)
        .map(entity -> entity.payload(ConfigurationChanged.class).getValue());
  }

  /**
   * The value that holds on a node: its own before its site's before the shared.
   *
   * @param site the node's site, or null
   */
  public Optional<Entity> effective(String key, String node, String site) {
    return get(key, NODE + node)
        .or(() -> site == null ? Optional.empty() : get(key, SITE + site))
        .or(() -> get(key, EntityKeys.SHARED));
  }

  /** All, ordered by key and scope. */
  public Collection<Entity> all() {
    return entities.sorted();
  }

  /**
   * The values that hold on a node, ordered by key: its own before its site's before the shared.
   * Parameters without any value are not there.
   *
   * @param site the node's site, or null
   */
  public SortedMap<String, ConfigurationChanged> effectiveEntries(String node, String site) {
    Map<String, ConfigurationChanged> values = new HashMap<>();
    entities.forEach(
        entity -> {
          ConfigurationChanged next = entity.payload(ConfigurationChanged.class);
          int rank = rank(next.getScope(), node, site);
          ConfigurationChanged there = values.get(next.getKey());
          if (rank > 0 && (there == null || rank > rank(there.getScope(), node, site))) {
            values.put(next.getKey(), next);
          }
        });
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** As {@link #effectiveEntries}, the values alone. */
  public SortedMap<String, String> effective(String node, String site) {
    TreeMap<String, String> values = new TreeMap<>();
    effectiveEntries(node, site).forEach((key, entry) -> values.put(key, entry.getValue()));
    return Collections.unmodifiableSortedMap(values);
  }

  /** How close a scope is to a node: 3 its own, 2 its site's, 1 shared, 0 another's. */
  private static int rank(String scope, String node, String site) {
    if (scope.equals(EntityKeys.SHARED)) {
      return 1;
    }
    if (site != null && scope.equals(SITE + site)) {
      return 2;
    }
    return scope.equals(NODE + node) ? 3 : 0;
  }
}
