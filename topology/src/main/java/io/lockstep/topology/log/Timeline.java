package io.lockstep.topology.log;

import io.lockstep.topology.store.Kept;
import java.util.Map;

/**
 * When the brokers took the revisions: about one entry a second, so that a burst costs as much as a
 * single event. The thread of the task alone.
 */
public final class Timeline {
  /** An hour of a change each second, days of usual work. */
  static final int MAX_ENTRIES = 4_096;

  private static final long STEP_MILLIS = 1_000;

  private final Kept<Long, Long> entries;

  /** Over a store of revision to milliseconds since 1970. */
  public Timeline(Kept<Long, Long> entries) {
    this.entries = entries;
  }

  /** A revision and when a broker took it. Records that are read again change nothing. */
  public void add(long revision, long taken) {
    // A later record with a lower revision: what stood before it was forged, and is repaired.
    while (entries.last().map(last -> isForged(last, revision, taken)).orElse(false)) {
      entries.remove(entries.last().orElseThrow().getKey());
    }
    boolean due =
        entries
            .last()
            .map(last -> revision > last.getKey() && taken - last.getValue() >= STEP_MILLIS)
            .orElse(true);
    if (due) {
      entries.put(revision, taken);
      while (entries.size() > MAX_ENTRIES) {
        entries.first().ifPresent(first -> entries.remove(first.getKey()));
      }
    }
  }

  private static boolean isForged(Map.Entry<Long, Long> last, long revision, long taken) {
    return last.getKey() > revision && last.getValue() < taken;
  }

  /** Forgets what lies before a revision that all have; the entry that it falls into stays. */
  public void forgetBefore(long revision) {
    entries
        .floor(revision)
        .ifPresent(
            floor -> {
              while (entries.first().orElseThrow().getKey() < floor.getKey()) {
                entries.remove(entries.first().orElseThrow().getKey());
              }
            });
  }

  /**
   * When a broker took a revision, in milliseconds: at most a second early, or late where it lies
   * before all that is remembered.
   *
   * @param unknown the answer where nothing is remembered
   */
  public long taken(long revision, long unknown) {
    return entries.floor(revision).or(entries::first).map(Map.Entry::getValue).orElse(unknown);
  }
}
