package io.lockstep.state.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An immutable map from entity key to entity that shares structure with the maps it was made from:
 * a hash array mapped trie, 32 ways a level. {@link Builder} changes nodes of its own in place, so
 * a million entities load without a million copies.
 */
public final class EntityMap {
  /** No entities. */
  public static final EntityMap EMPTY = new EntityMap(TrieNode.EMPTY, 0);

  private final TrieNode root;
  private final int size;

  private EntityMap(TrieNode root, int size) {
    this.root = root;
    this.size = size;
  }

  /**
   * The map of entities, each of another key.
   *
   * @throws IllegalArgumentException if two have one key
   */
  static EntityMap of(List<Entity> entities) {
    return entities.isEmpty() ? EMPTY : new EntityMap(TrieNode.of(entities), entities.size());
  }

  /** The entity with that key. */
  public Optional<Entity> get(String key) {
    return Optional.ofNullable(root.find(key, TrieNode.hash(key), 0));
  }

  /** Number of entities. */
  public int size() {
    return size;
  }

  /** Calls {@code action} with each entity, in no order that means anything. */
  public void forEach(Consumer<Entity> action) {
    root.forEach(action);
  }

  /**
   * Calls {@code action} with each entity that is not the same object in a map of before: as it was
   * and as it is, null where it was not, or is not any more. In no order that means anything. Takes
   * time for what differs, not for what there is, where one map was made from the other.
   */
  public void forEachChanged(EntityMap before, BiConsumer<Entity, Entity> action) {
    if (root != before.root) {
      TrieNode.forEachChanged(before.root, root, 0, action);
    }
  }

  /** The entities, ordered by key. */
  public List<Entity> sorted() {
    List<Entity> entities = new ArrayList<>(size);
    forEach(entities::add);
    entities.sort((x, y) -> x.key().compareTo(y.key()));
    return entities;
  }

  /** A builder that starts with these entities. */
  public Builder builder() {
    return new Builder(this);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof EntityMap that) || size != that.size) {
      return false;
    }
    return root == that.root || root.allIn(that.root);
  }

  @Override
  public int hashCode() {
    int[] sum = {size};
    forEach(entity -> sum[0] += entity.hashCode());
    return sum[0];
  }

  @Override
  public String toString() {
    return sorted().toString();
  }

  /** Makes the next map. Used by one thread; the map it started from never changes. */
  public static final class Builder {
    private Object owner = new Object();
    private TrieNode root;
    private int size;

    private Builder(EntityMap from) {
      root = from.root;
      size = from.size;
    }

    /** The entity with that key, or null. */
    public Entity get(String key) {
      return root.find(key, TrieNode.hash(key), 0);
    }

    /** Puts an entity in; returns the one that it replaces, or null. */
    public Entity put(Entity entity) {
      Entity before = get(entity.key());
      root = root.put(owner, entity, TrieNode.hash(entity.key()), 0);
      size += before == null ? 1 : 0;
      return before;
    }

    /** Takes an entity out; returns it, or null. */
    public Entity remove(String key) {
      Entity before = get(key);
      if (before != null) {
        root = root.remove(owner, key, TrieNode.hash(key), 0);
        size--;
      }
      return before;
    }

    /** The map so far; the builder can go on. */
    public EntityMap build() {
      owner = new Object(); // from here on the nodes belong to the map
      return new EntityMap(root, size);
    }
  }
}
