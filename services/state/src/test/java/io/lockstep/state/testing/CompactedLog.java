package io.lockstep.state.testing;

import io.lockstep.schema.Event;
import io.lockstep.state.image.EntityKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The topic {@code events} as a reader sees it: records with offsets, a transaction marker behind
 * each batch, and a compaction that takes away what it may: any record whose key has a later one.
 */
public final class CompactedLog {
  /**
   * A record.
   *
   * @param event null for a tombstone
   */
  public record Stored(long offset, String key, Event event) {}

  private final NavigableMap<Long, Stored> records = new TreeMap<>();
  private long end;

  /** A log with a whole history. */
  public static CompactedLog of(History history) {
    CompactedLog log = new CompactedLog();
    history.batches().forEach(log::append);
    return log;
  }

  /** Writes one transaction. */
  public void append(History.Batch batch) {
    batch.events().forEach(event -> append(EntityKeys.of(event), event));
    batch.tombstones().forEach(key -> append(key, null));
    end++; // the marker
  }

  private void append(String key, Event event) {
    records.put(end, new Stored(end, key, event));
    end++;
  }

  /** The offset behind the last record and marker. */
  public long end() {
    return end;
  }

  /** At most {@code number} records from an offset on. */
  public List<Stored> fetch(long from, int number) {
    return records.tailMap(from).values().stream().limit(number).toList();
  }

  /** Takes each record that has a later one of its key with a probability of {@code share}. */
  public void compact(SplittableRandom random, double share) {
    Map<String, Long> newest = new HashMap<>();
    records.values().forEach(record -> newest.put(record.key(), record.offset()));
    records
        .values()
        .removeIf(
            record -> record.offset() < newest.get(record.key()) && random.nextDouble() < share);
  }

  /** Takes one record. */
  public void take(long offset) {
    records.remove(offset);
  }

  /** Takes tombstones away that have nothing before them any more, as a log does in time. */
  public void dropTombstones() {
    Set<String> seen = new HashSet<>();
    records.values().removeIf(record -> seen.add(record.key()) && record.event() == null);
  }

  /** Number of records. */
  public int size() {
    return records.size();
  }
}
