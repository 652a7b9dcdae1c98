package io.lockstep.cli.output;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells of the steps of long work: a line for each that ended, and on a terminal the one that runs
 * with its time. Steps do not overlap. Safe for use by several threads.
 */
public final class StepLines implements AutoCloseable {
  private static final long REFRESH_MILLIS = 200;

  private final PrintWriter out;
  private final boolean live;
  private final ScheduledExecutorService clock;
  private ScheduledFuture<?> refresh;
  private String running;
  private long since;
  private boolean silent;
  private int shown;

  /** Writes to a writer, which the caller owns. */
  public StepLines(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.live = terminal.interactive();
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lockstep-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A step begins. */
  public synchronized void begin(String step) {
    running = step;
    since = System.nanoTime();
    if (live) {
      refresh = clock.scheduleAtFixedRate(this::show, 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The step has ended; the line stays. */
  public synchronized void end(String line) {
    stopShowing();
    if (!silent) {
      out.println(line);
      out.flush();
    }
  }

  /** Writes a last line, and nothing from then on. */
  public synchronized void last(String line) {
    end(line);
    silent = true;
  }

  /** Seconds with two digits: {@code 0.42 s}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }

  synchronized void show() {
    if (running != null && !silent) {
      String line = running + " … " + (System.nanoTime() - since) / 1_000_000_000L + " s";
      out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      out.flush();
      shown = line.length();
    }
  }

  private void stopShowing() {
    running = null;
    if (refresh != null) {
      refresh.cancel(false);
      refresh = null;
    }
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }

  /** Clears the running step, if any. */
  @Override
  public synchronized void close() {
    stopShowing();
    out.flush();
    clock.shutdownNow();
  }
}
