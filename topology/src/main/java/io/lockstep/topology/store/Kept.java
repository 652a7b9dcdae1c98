package io.lockstep.topology.store;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The values of a store, decoded once: judging reads all of them several times a second. Writes go
 * through to the store, and only where something changed. Values must not be changed in place. The
 * thread of the task alone.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class Kept<K extends Comparable<K>, V> {
  private final KeyValueStore<K, V> store;
  private final TreeMap<K, V> values = new TreeMap<>();

  /** Of a store that has been restored. */
  public Kept(KeyValueStore<K, V> store) {
    this.store = store;
    try (KeyValueIterator<K, V> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<K, V> entry = all.next();
        values.put(entry.key, entry.value);
      }
    }
  }

  /** The value of a key. */
  public Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Keeps a value. */
  public void put(K key, V value) {
    if (!Objects.equals(values.put(key, value), value)) {
      store.put(key, value);
    }
  }

  /** Forgets a key. */
  public void remove(K key) {
    if (values.remove(key) != null) {
      store.delete(key);
    }
  }

  /** All values, by key; a view. */
  public Collection<V> all() {
    return Collections.unmodifiableCollection(values.values());
  }

  /** The entry with the highest key that is not above the given one. */
  public Optional<Map.Entry<K, V>> floor(K key) {
    return Optional.ofNullable(values.floorEntry(key));
  }

  /** The entry with the lowest key. */
  public Optional<Map.Entry<K, V>> first() {
    return Optional.ofNullable(values.firstEntry());
  }

  /** The entry with the highest key. */
  public Optional<Map.Entry<K, V>> last() {
    return Optional.ofNullable(values.lastEntry());
  }

  /** Number of values. */
  public int size() {
    return values.size();
  }
}
