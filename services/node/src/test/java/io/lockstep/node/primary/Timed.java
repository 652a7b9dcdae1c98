package io.lockstep.node.primary;

import io.lockstep.node.testing.ManualTime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** Surroundings with a monotonic time that passes when the test says so. */
record Timed(ManualTime time, Surroundings real) implements Surroundings {
  @Override
  public long nanoTime() {
    return time.getAsLong();
  }

  @Override
  public long wallMillis() {
    return real.wallMillis();
  }

  @Override
  public String newId() {
    return real.newId();
  }

  @Override
  public void awaitNews(Duration wait) {
    real.awaitNews(wait);
  }

  @Override
  public void await(Future<?> done, Duration most)
      throws TimeoutException, ExecutionException, InterruptedException {
    real.await(done, most);
  }
}
