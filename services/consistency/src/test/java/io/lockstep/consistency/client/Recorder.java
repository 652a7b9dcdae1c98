package io.lockstep.consistency.client;

import io.lockstep.consistency.history.Call;
import io.lockstep.consistency.history.Call.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes the calls of all clients, with times of one clock. */
public final class Recorder {
  private static final int LOOK_MILLIS = 50;

  private final long start = System.nanoTime();
  private final List<Call> calls = new ArrayList<>();
  private long newest;

  /** Nanoseconds since it was made. */
  public long now() {
    return System.nanoTime() - start;
  }

  /** Takes a call. */
  public synchronized void add(Call call) {
    calls.add(call);
    if (call.outcome() == Outcome.DONE && call.id() != null) {
      newest = Math.max(newest, call.start());
    }
  }

  /** All calls so far, in the order in which they were asked. */
  public synchronized List<Call> calls() {
    return calls.stream().sorted(Comparator.comparingLong(Call::start)).toList();
  }

  /**
   * Waits until a write was acknowledged that was asked for after this call, the time is over, or
   * there is no need any more.
   */
  public void awaitWrite(Duration most, CountDownLatch noNeed) throws InterruptedException {
    long from = now();
    boolean over = false;
    while (!over && newest() < from && now() < from + most.toNanos()) {
      over = noNeed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized long newest() {
    return newest;
  }
}
