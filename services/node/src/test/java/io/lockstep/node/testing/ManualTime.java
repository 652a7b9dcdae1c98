package io.lockstep.node.testing;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Monotonic time that passes when a test says so. */
public final class ManualTime implements LongSupplier {
  private long nanos = 1_000_000_000_000L;

  /** Lets time pass. */
  public void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  @Override
  public long getAsLong() {
    return nanos;
  }
}
