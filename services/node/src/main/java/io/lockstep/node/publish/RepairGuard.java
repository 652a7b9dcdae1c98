package io.lockstep.node.publish;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Ends a fight over a file: who has repaired it often within {@link #WINDOW} leaves it for {@link
 * #PAUSE}. Without clock; used by one thread.
 */
final class RepairGuard {
  /** Repairs of one file within the window after which it is left. */
  static final int MOST = 5;

  static final Duration WINDOW = Duration.ofMinutes(1);
  static final Duration PAUSE = Duration.ofMinutes(1);

  private final Map<String, ArrayDeque<Long>> repairs = new HashMap<>();
  private final Map<String, Long> pausedUntil = new HashMap<>();

  /** A file was repaired; whether it is left from now on. */
  boolean repaired(String path, long now) {
    ArrayDeque<Long> times = repairs.computeIfAbsent(path, any -> new ArrayDeque<>());
    times.addLast(now);
    while (now - times.peekFirst() > WINDOW.plus(PAUSE).toNanos()) {
      times.removeFirst();
    }
    long since = now - WINDOW.toNanos();
    boolean often = times.stream().filter(time -> time - since >= 0).count() >= MOST;
    boolean again = pausedUntil.containsKey(path) && times.size() > MOST;
    if (often || again) {
      pausedUntil.put(path, now + PAUSE.toNanos());
      return true;
    }
    return false;
  }

  /** Whether a file is left now. */
  boolean isPaused(String path, long now) {
    Long until = pausedUntil.get(path);
    return until != null && now - until < 0;
  }

  /** The files that are left now. */
  SortedSet<String> paused(long now) {
    SortedSet<String> paused = new TreeSet<>();
    pausedUntil.keySet().stream().filter(path -> isPaused(path, now)).forEach(paused::add);
    return paused;
  }
}
