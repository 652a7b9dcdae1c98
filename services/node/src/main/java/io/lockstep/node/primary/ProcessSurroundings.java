package io.lockstep.node.primary;

import io.lockstep.node.replay.ReplayService;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clocks and threads of this process. */
record ProcessSurroundings(ReplayService replay) implements Surroundings {
  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long wallMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public String newId() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void awaitNews(Duration wait) {
    replay.awaitNews(wait);
  }

  @Override
  public void await(Future<?> done, Duration most)
      throws TimeoutException, ExecutionException, InterruptedException {
    done.get(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
