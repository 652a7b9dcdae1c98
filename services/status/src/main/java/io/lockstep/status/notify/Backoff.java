package io.lockstep.status.notify;

import java.time.Duration;

/** Pauses between attempts: a second, then twice as long each time, five minutes at most. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private int failures;

  /** The pause after one more failure. */
  Duration next() {
    failures++;
    Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, 16));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /** Failures in a row. */
  int failures() {
    return failures;
  }

  void reset() {
    failures = 0;
  }
}
