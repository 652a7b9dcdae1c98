package io.lockstep.cli.demo;

import io.lockstep.cli.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for a condition of other processes, which can only be looked at again and again. */
final class Wait {
  private static final long EVERY_MILLIS = 20;

  private Wait() {}

  /** Looks for something; empty while it is not there. */
  interface Look<T> {
    Optional<T> look() throws Exception;
  }

  /**
   * What was looked for, once it is there. A node that does not answer or refuses counts as "not
   * yet".
   *
   * @param what completes "waited 5 s for …"
   */
  static <T> T until(String what, Duration atMost, Look<T> look) throws InterruptedException {
    ScheduledExecutorService looker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lockstep-demo-look");
              thread.setDaemon(true);
              return thread;
            });
    CompletableFuture<T> found = new CompletableFuture<>();
    AtomicReference<String> last = new AtomicReference<>("");
    try {
      ScheduledFuture<?> looking =
          looker.scheduleWithFixedDelay(
              () -> attempt(look, found, last), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
      T result = found.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      looking.cancel(false);
      return result;
    } catch (TimeoutException e) {
      throw new Proof.Failed("waited " + atMost.toSeconds() + " s for " + what + last);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    } finally {
      looker.shutdownNow();
    }
  }

  private static <T> void attempt(
      Look<T> look, CompletableFuture<T> found, AtomicReference<String> last) {
    try {
      look.look().ifPresent(found::complete);
      last.set("");
    } catch (Failure e) {
      last.set("; last seen: " + e.getMessage());
    } catch (Exception e) {
      found.completeExceptionally(e);
    }
  }
}
