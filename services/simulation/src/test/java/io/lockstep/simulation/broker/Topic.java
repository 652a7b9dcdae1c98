package io.lockstep.simulation.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simulated topic of one partition. Offsets are never given twice; compaction leaves gaps. */
final class Topic {
  private final List<Stored> records = new ArrayList<>();
  private long end;

  Stored append(String key, Object value, Txn txn, long time) {
    Stored stored = new Stored(end++, key, value, txn, time);
    records.add(stored);
    return stored;
  }

  void marker() {
    end++;
  }

  long end() {
    return end;
  }

  int size() {
    return records.size();
  }

  Stored at(int index) {
    return records.get(index);
  }

  /** Index of the first record at or behind an offset. */
  int indexOf(long offset) {
    int low = 0;
    int high = records.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (records.get(middle).offset < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * What Kafka's cleaner may do in one pass: below {@code cleaned}, takes away what a later record
   * below {@code seen} replaces, what was aborted, and tombstones whose time is over.
   */
  void compact(long cleaned, long seen, long now, long deleteRetention, Takes takes) {
    Map<String, Long> newest = new HashMap<>();
    for (Stored record : records) {
      if (record.offset < seen && record.isReadable()) {
        newest.put(record.key, record.offset);
      }
    }
    records.removeIf(
        record ->
            record.offset < cleaned
                && (record.isAborted() || goes(record, newest, now, deleteRetention, takes)));
  }

  private static boolean goes(
      Stored record, Map<String, Long> newest, long now, long deleteRetention, Takes takes) {
    if (!record.isReadable()) {
      return false;
    }
    boolean replaced = newest.getOrDefault(record.key, -1L) > record.offset;
    Boolean otherwise = takes.takes(record, replaced);
    if (otherwise != null) {
      return otherwise;
    }
    if (replaced) {
      return true;
    }
    if (record.value != null) {
      return false;
    }
    if (record.horizon < 0) {
      record.horizon = now + deleteRetention;
      return false;
    }
    return now >= record.horizon;
  }

  /** A cleaner that does otherwise than Kafka's. */
  interface Takes {
    /** Whether it takes a record away; null for what Kafka's does. */
    Boolean takes(Stored record, boolean replaced);
  }
}
