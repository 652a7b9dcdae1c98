package io.lockstep.benchmark.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do. */
public final class Wait {
  private static final long LOOK_MILLIS = 50;

  private Wait() {}

  /**
   * Until it holds.
   *
   * @param instead what is there instead, for the message
   * @throws IllegalStateException if it does not in time
   */
  public static void until(
      String what, Duration atMost, BooleanSupplier holds, Supplier<Object> instead)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            what + " did not come within " + atMost.toSeconds() + " s: " + instead.get());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
