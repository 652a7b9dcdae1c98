package io.lockstep.simulation;

import io.lockstep.simulation.Simulation.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Histories until one goes wrong or there is no more time: one after another on each of two
 * threads. They know nothing of each other.
 */
final class Histories {
  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  private final long began = System.nanoTime();
  private int number;
  private long revisions;
  private long asked;
  private double seconds;
  private Result failed;
  private Throwable broken;

  /** Runs histories of the seeds from {@code seed} on. */
  void from(long seed, int most, Duration budget) throws InterruptedException {
    long until = System.nanoTime() + budget.toNanos();
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> run(seed, next, most, until), "simulation-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (broken != null) {
      throw new IllegalStateException("the simulation itself broke", broken);
    }
  }

  private void run(long seed, AtomicInteger next, int most, long until) {
    try {
      while (goesOn() && System.nanoTime() < until) {
        int index = next.getAndIncrement();
        if (index >= most) {
          return;
        }
        add(Simulation.run(seed + index));
      }
    } catch (RuntimeException | Error e) {
      breakOff(e);
    }
  }

  private synchronized boolean goesOn() {
    return failed == null && broken == null;
  }

  private synchronized void breakOff(Throwable cause) {
    broken = cause;
  }

  private synchronized void add(Result result) {
    number++;
    revisions += result.revision();
    asked += result.asked();
    seconds += result.seconds();
    if (failed == null && result.violation() != null) {
      failed = result;
    }
  }

  synchronized int number() {
    return number;
  }

  synchronized long revisions() {
    return revisions;
  }

  synchronized Optional<Result> failed() {
    return Optional.ofNullable(failed);
  }

  synchronized String summary(long base, long fresh) {
    double minutes = (System.nanoTime() - began) / 60e9;
    return ("Simulation: %d histories (seeds from %d and from %d), %.0f a minute;"
            + " %d requests, %d revisions, %.0f hours of virtual time")
        .formatted(number, base, fresh, number / minutes, asked, revisions, seconds / 3600);
  }
}
