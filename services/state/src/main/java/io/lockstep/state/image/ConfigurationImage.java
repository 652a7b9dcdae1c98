package io.lockstep.state.image;

import io.lockstep.schema.ConfigurationChanged;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
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
   * Parameters without any value are not there. An element is decoded each time that it is asked
   * for and not kept: a million of them take much more memory than what they are decoded from.
   *
   * @param site the node's site, or null
   */
  public List<ConfigurationChanged> effectiveEntries(String node, String site) {
    SortedMap<String, Entity> own = own(node, site);
    List<Entity> shared = new ArrayList<>(entities.size());
    for (Entity entity : entities.sorted()) {
      if (EntityKeys.isShared(entity.key()) && !own.containsKey(entity.key())) {
        shared.add(entity);
      }
    }
    List<Entity> effective = own.isEmpty() ? shared : merged(shared, own);
    return new AbstractList<>() {
      @Override
      public ConfigurationChanged get(int index) {
        return effective.get(index).payload(ConfigurationChanged.class);
      }

      @Override
      public int size() {
        return effective.size();
      }
    };
  }

  /** What a node has for itself, or with its site, under the key that the shared value has. */
  private SortedMap<String, Entity> own(String node, String site) {
    SortedMap<String, Entity> own = new TreeMap<>();
    String ofSite = "@" + SITE + site;
    String ofNode = "@" + NODE + node;
    for (Entity entity : entities.sorted()) {
      String key = entity.key();
      if (key.endsWith(ofNode)) {
        own.put(key.substring(0, key.length() - ofNode.length()), entity);
      } else if (site != null && key.endsWith(ofSite)) {
        own.putIfAbsent(key.substring(0, key.length() - ofSite.length()), entity);
      }
    }
    return own;
  }

  /** Both are in the order of the shared values' keys. */
  private static List<Entity> merged(List<Entity> shared, SortedMap<String, Entity> own) {
    List<Entity> merged = new ArrayList<>(shared.size() + own.size());
    Iterator<Entity> rest = shared.iterator();
    Entity next = rest.hasNext() ? rest.next() : null;
    for (Map.Entry<String, Entity> each : own.entrySet()) {
      while (next != null && next.key().compareTo(each.getKey()) < 0) {
        merged.add(next);
        next = rest.hasNext() ? rest.next() : null;
      }
      merged.add(each.getValue());
    }
    while (next != null) {
      merged.add(next);
      next = rest.hasNext() ? rest.next() : null;
    }
    return merged;
  }
}
