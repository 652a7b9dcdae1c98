package io.lockstep.status.notify;

import io.lockstep.schema.Alert;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last steps that were told, so that one which is written again after a failure is not told
 * again. One thread.
 */
final class Told {
  /** More than can be written again: what a judge tells anew is of the last minute. */
  static final int MOST = 10_000;

  private final Map<String, Boolean> keys =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** Notes a step; false where it was noted before. */
  boolean add(Alert step) {
    return keys.putIfAbsent(Digest.key(step), true) == null;
  }

  /** Whether a step was noted. */
  boolean contains(Alert step) {
    return keys.containsKey(Digest.key(step));
  }

  void clear() {
    keys.clear();
  }
}
