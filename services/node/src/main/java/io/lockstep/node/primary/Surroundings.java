package io.lockstep.node.primary;

import io.lockstep.node.replay.ReplayService;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/**
 * What a primary has around it beside the log: time, new ids, and ways to wait. Whatever blocks it
 * does so here or in {@link PrimaryLog}.
 */
public interface Surroundings {
  /** Monotonic time. */
  long nanoTime();

  /** The node's clock: milliseconds since 1970. */
  long wallMillis();

  /** An id that nobody else has. */
  String newId();

  /** Waits until the log was read again, news or not, or {@code wait} is over. */
  void awaitNews(Duration wait);

  /**
   * Waits for something that the tail completes.
   *
   * @throws TimeoutException if it took longer than {@code most}
   */
  void await(Future<?> done, Duration most)
      throws TimeoutException, ExecutionException, InterruptedException;

  /** Those of a process. */
  static Surroundings real(ReplayService replay) {
    return new ProcessSurroundings(replay);
  }
}
