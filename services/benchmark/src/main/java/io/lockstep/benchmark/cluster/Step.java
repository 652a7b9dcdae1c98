package io.lockstep.benchmark.cluster;

import io.lockstep.sandbox.Progress;
import java.time.Duration;

/** A part of a benchmark, of which the terminal shows that it runs and how long it took. */
public final class Step {
  private Step() {}

  /** What is done. */
  @FunctionalInterface
  public interface Work<X extends Exception> {
    /** Once. */
    void run() throws X, InterruptedException;
  }

  /** Does it. */
  public static <X extends Exception> void run(Progress progress, String name, Work<X> work)
      throws X, InterruptedException {
    long begin = System.nanoTime();
    progress.begun(name);
    work.run();
    progress.ended(name, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Does it several times. */
  public static <X extends Exception> void runs(Progress progress, int runs, Work<X> work)
      throws X, InterruptedException {
    for (int run = 1; run <= runs; run++) {
      run(progress, "run " + run + " of " + runs, work);
    }
  }
}
