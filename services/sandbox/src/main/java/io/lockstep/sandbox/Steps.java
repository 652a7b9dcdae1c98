package io.lockstep.sandbox;

import java.time.Duration;
import java.util.function.Supplier;

/** Tells the progress of steps while it runs them. */
final class Steps {
  private final Progress progress;

  Steps(Progress progress) {
    this.progress = progress;
  }

  <T> T step(String name, Supplier<T> work) {
    long begin = System.nanoTime();
    progress.begun(name);
    T result = work.get();
    progress.ended(name, Duration.ofNanos(System.nanoTime() - begin));
    return result;
  }

  void step(String name, Runnable work) {
    step(
        name,
        () -> {
          work.run();
          return null;
        });
  }
}
