package io.lockstep.materialize.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of a check. Its time begins when a thread takes it. */
final class CheckRun implements Runnable {
  private final Check check;
  private Findings findings;
  private boolean done;

  CheckRun(Check check) {
    this.check = check;
  }

  @Override
  public void run() {
    Findings mine = new Findings(check.name(), System::nanoTime);
    synchronized (this) {
      findings = mine;
    }
    try {
      check.look(mine);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the time is over
      return;
    } catch (RuntimeException e) {
      mine.fail(
          check.subject(),
          "the check itself failed: " + e.getClass().getSimpleName(),
          "look at what the profile says of it; else report this as a fault of Lockstep");
    }
    synchronized (this) {
      done = true;
    }
  }

  /** What it has found, of which there comes no more. */
  synchronized List<CheckResult> close(Duration most) {
    List<CheckResult> results = new ArrayList<>(findings == null ? List.of() : findings.close());
    if (!done) {
      results.add(
          new CheckResult(
              check.name(),
              check.subject(),
              Verdict.FAIL,
              "not done within %s ms, the time for all checks".formatted(most.toMillis()),
              "look why it takes so long, and check again",
              most.toMillis()));
    }
    return results;
  }
}
