package io.lockstep.benchmark.peers;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How many changes a watcher was told of. Thread-safe. */
final class Arrivals {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

  private long number;

  /** Some more came. */
  synchronized void add(int more) {
    number += more;
    notifyAll();
  }

  /** So far. */
  synchronized long number() {
    return number;
  }

  /**
   * Waits until so many have come.
   *
   * @return when this was seen, by {@link System#nanoTime()}
   * @throws TimeoutException after two minutes
   */
  synchronized long await(long wanted) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (number < wanted) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException(
            "a watcher was told of " + number + " changes and not of " + wanted);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return System.nanoTime();
  }
}
