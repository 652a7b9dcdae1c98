package io.lockstep.consistency.client;

import io.lockstep.consistency.history.Call;
import io.lockstep.consistency.history.Call.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes the calls of all clients, with times of one clock. */
public final class Recorder {
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
      notifyAll();
    }
  }

  /**
   * Waits until a write was acknowledged that was asked for after the call, or the time is over.
   */
  public synchronized void awaitWrite(Duration most) throws InterruptedException {
    long now = now();
    for (long left = most.toNanos();
        newest < now && left > 0;
        left = now + most.toNanos() - now()) {
      wait(Math.max(1, left / 1_000_000));
    }
  }

  /** All calls so far, in the order in which they were asked. */
  public synchronized List<Call> calls() {
    return calls.stream().sorted(Comparator.comparingLong(Call::start)).toList();
  }
}
