package io.lockstep.consistency.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Which operations were placed already with which state behind them: no need to try that again. */
final class Tried<S> {
  /** What an entry costs beside its bits: objects, the place in the set, the state. */
  private static final int OVERHEAD_WORDS = 16;

  private final Set<Point<S>> points = new HashSet<>();
  private final long most;
  private long words;

  Tried(long most) {
    this.most = most;
  }

  private static final class Point<S> {
    private final long[] placed;
    private final S state;

    Point(long[] placed, S state) {
      this.placed = placed;
      this.state = state;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Point<?> point
          && Arrays.equals(placed, point.placed)
          && state.equals(point.state);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(placed) + state.hashCode();
    }
  }

  /** Adds a copy; false if it was there. */
  boolean add(long[] placed, S state) {
    boolean added = points.add(new Point<>(placed.clone(), state));
    if (added) {
      words += placed.length + OVERHEAD_WORDS;
    }
    return added;
  }

  /** Whether it holds more than it may. */
  boolean isFull() {
    return words > most;
  }
}
