package io.lockstep.simulation.kernel;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Virtual time: runs what is planned, in order, one after another. What is planned for the same
 * moment runs in the order in which it was planned.
 */
public final class Clockwork {
  private record Planned(long at, long number, Runnable action) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Planned> planned = new PriorityQueue<>();
  private final Trace trace = new Trace();
  private long now;
  private long numbers;
  private Violation violation;

  /** Nanoseconds since the history began. */
  public long now() {
    return now;
  }

  /** Plans something. */
  public void after(long nanos, Runnable action) {
    planned.add(new Planned(now + Math.max(0, nanos), numbers++, action));
  }

  /** Runs what is planned until a moment, or until something is so. */
  public void run(long until, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      Planned next = planned.peek();
      if (next == null || next.at() > until) {
        now = Math.max(now, until);
        return;
      }
      planned.poll();
      now = Math.max(now, next.at());
      next.action().run();
      if (violation != null) {
        throw violation;
      }
    }
  }

  /** Lets time pass in which nothing happens: everything planned in it comes late. */
  public void leap(long nanos) {
    now += nanos;
  }

  /** Ends the run where throwing would not come through. */
  public void fail(Violation found) {
    violation = violation == null ? found : violation;
  }

  /** Notes what happens. */
  public void tell(String line) {
    trace.add(now, line);
  }

  /** What happened. */
  public Trace trace() {
    return trace;
  }
}
