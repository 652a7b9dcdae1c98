package io.lockstep.state.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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

  /** Of the entities that a map was made with, this share may differ for their order to be kept. */
  private static final int SHARE = 8;

  private static final Comparator<Entity> BY_KEY = Comparator.comparing(Entity::key);

  private record Change(Entity before, Entity after) {
    /** One of both, which have one key. */
    Entity either() {
      return after == null ? before : after;
    }
  }

  private final TrieNode root;
  private final int size;

  /** The entities ordered by key, once that was asked for. */
  private volatile Entity[] order;

  /**
   * A map with an order that this was made from by so many changes at most; null if none is near.
   */
  private volatile EntityMap near;

  private final int distance;

  private EntityMap(TrieNode root, int size) {
    this(root, size, null, 0);
  }

  private EntityMap(TrieNode root, int size, EntityMap near, int distance) {
    this.root = root;
    this.size = size;
    this.near = near;
    this.distance = distance;
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

  /**
   * The entities, ordered by key; not to be changed. The order is kept, and that of a map with few
   * changes is made from it: sorting a million of them takes seconds.
   */
  public List<Entity> sorted() {
    Entity[] known = order;
    if (known == null) {
      EntityMap from = near;
      known = from == null ? sort() : changed(from);
      order = known;
      near = null;
    }
    return Collections.unmodifiableList(Arrays.asList(known));
  }

  private Entity[] sort() {
    List<Entity> entities = new ArrayList<>(size);
    forEach(entities::add);
    return KeyOrder.of(entities);
  }

  /** The order of a map that this was made from, and the changes since. */
  private Entity[] changed(EntityMap from) {
    List<Change> changes = new ArrayList<>();
    forEachChanged(from, (before, after) -> changes.add(new Change(before, after)));
    changes.sort(Comparator.comparing(Change::either, BY_KEY));
    Entity[] old = from.order;
    Entity[] next = new Entity[size];
    int read = 0;
    int written = 0;
    for (Change change : changes) {
      int found = Arrays.binarySearch(old, read, old.length, change.either(), BY_KEY);
      int unchanged = (found < 0 ? -found - 1 : found) - read;
      System.arraycopy(old, read, next, written, unchanged);
      read += unchanged + (change.before() == null ? 0 : 1);
      written += unchanged;
      if (change.after() != null) {
        next[written++] = change.after();
      }
    }
    System.arraycopy(old, read, next, written, old.length - read);
    return next;
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
    private final EntityMap from;
    private Object owner = new Object();
    private TrieNode root;
    private int size;
    private int changes;

    private Builder(EntityMap from) {
      this.from = from;
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
      changes++;
      return before;
    }

    /** Takes an entity out; returns it, or null. */
    public Entity remove(String key) {
      Entity before = get(key);
      if (before != null) {
        root = root.remove(owner, key, TrieNode.hash(key), 0);
        size--;
        changes++;
      }
      return before;
    }

    /** The map so far; the builder can go on. */
    public EntityMap build() {
      owner = new Object(); // from here on the nodes belong to the map
      boolean ordered = from.order != null;
      EntityMap near = ordered ? from : from.near;
      int distance = ordered ? changes : from.distance + changes;
      return near == null || distance > size / SHARE
          ? new EntityMap(root, size)
          : new EntityMap(root, size, near, distance);
    }
  }
}
