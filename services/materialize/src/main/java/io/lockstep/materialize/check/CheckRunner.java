package io.lockstep.materialize.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs checks beside each other, on at most so many threads and for at most so long in all. A check
 * that is not done by then has failed, with what it had found; its thread, a daemon, is interrupted
 * and ends once the system lets go of it, such as a resolver of names. Without state; any thread.
 */
public final class CheckRunner {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final int threads;
  private final Duration most;

  /**
   * Runs on so many threads for so long.
   *
   * @param threads 1 or more
   * @param most for all checks together
   */
  public CheckRunner(int threads, Duration most) {
    this.threads = threads;
    this.most = most;
  }

  /** Runs checks; their results stand in the order of the checks. */
  public List<CheckResult> run(List<? extends Check> checks) {
    List<CheckRun> runs = new ArrayList<>();
    checks.forEach(check -> runs.add(new CheckRun(check)));
    ExecutorService pool = Executors.newFixedThreadPool(threads, CheckRunner::thread);
    try {
      runs.forEach(pool::execute);
      pool.shutdown();
      pool.awaitTermination(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever asked shall end; what is there is told
    } finally {
      pool.shutdownNow();
    }
    List<CheckResult> results = new ArrayList<>();
    runs.forEach(run -> results.addAll(run.close(most)));
    return results;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "lockstep-check-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
