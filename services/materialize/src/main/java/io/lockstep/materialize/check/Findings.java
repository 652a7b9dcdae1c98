package io.lockstep.materialize.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What one check has found so far. Any thread. */
public final class Findings {
  private final String check;
  private final LongSupplier nanoTime;
  private final List<CheckResult> results = new ArrayList<>();
  private long since;
  private boolean closed;

  Findings(String check, LongSupplier nanoTime) {
    this.check = check;
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** A thing is as it has to be. */
  public void pass(String subject, String what) {
    add(subject, Verdict.PASS, what, "");
  }

  /** A thing is not as it has to be. */
  public void fail(String subject, String what, String remedy) {
    add(subject, Verdict.FAIL, what, remedy);
  }

  /** A thing is worth a look. */
  public void warn(String subject, String what, String remedy) {
    add(subject, Verdict.WARN, what, remedy);
  }

  /** A thing could not be looked at. */
  public void skip(String subject, String what) {
    add(subject, Verdict.SKIP, what, "");
  }

  /** Notes it, with the time since the last. */
  private synchronized void add(String subject, Verdict verdict, String what, String remedy) {
    if (closed) {
      return; // it came too late, and was called so
    }
    long now = nanoTime.getAsLong();
    results.add(new CheckResult(check, subject, verdict, what, remedy, (now - since) / 1_000_000));
    since = now;
  }

  /** All, of which there come no more. */
  synchronized List<CheckResult> close() {
    closed = true;
    return List.copyOf(results);
  }
}
