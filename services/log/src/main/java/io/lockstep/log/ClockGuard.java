package io.lockstep.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Kafka's clients made anew when the machine's clock was set back. They count their pauses by
 * it: one that asked who leads a partition at a time that is yet to come does not ask again before
 * then, and a record that waits for its leader waits as long. Looks twice a second, on one thread,
 * {@code lockstep-clock}.
 */
public final class ClockGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** What clocks are slewed by, and a late look, is no step. */
  private static final long STEP_MILLIS = 1_000;

  private final List<Runnable> renewals;
  private final LongSupplier wallMillis;
  private final LongSupplier nanoTime;
  private final List<Runnable> due = new ArrayList<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(ClockGuard::thread);
  private long furthest;

  /**
   * Guards nothing yet.
   *
   * @param renewals each makes a client anew; one that throws is run again
   * @param wallMillis the clock that may be set
   * @param nanoTime monotonic time
   */
  public ClockGuard(List<Runnable> renewals, LongSupplier wallMillis, LongSupplier nanoTime) {
    this.renewals = List.copyOf(renewals);
    this.wallMillis = wallMillis;
    this.nanoTime = nanoTime;
    this.furthest = ahead();
  }

  private static Thread thread(Runnable looks) {
    Thread thread = new Thread(looks, "lockstep-clock");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to look. */
  public void start() {
    looks.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How far the clock is ahead of monotonic time, which has no step. */
  private long ahead() {
    return wallMillis.getAsLong() - nanoTime.getAsLong() / 1_000_000;
  }

  void look() {
    long ahead = ahead();
    if (ahead < furthest - STEP_MILLIS) {
      LOG.warn("the clock was set back, connecting to Kafka anew byMillis={}", furthest - ahead);
      furthest = ahead;
      due.clear();
      due.addAll(renewals);
    }
    furthest = Math.max(furthest, ahead);
    due.removeIf(ClockGuard::isDone);
  }

  private static boolean isDone(Runnable renewal) {
    try {
      renewal.run();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("not connected anew yet reason={}", e.getMessage());
      return false;
    }
  }

  /** Looks no more; waits up to 5 s for renewals that are on their way. */
  @Override
  public void close() {
    looks.shutdown();
    try {
      looks.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
