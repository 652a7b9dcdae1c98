package io.lockstep.cli.demo;

import io.lockstep.sandbox.ClusterSteps;
import io.lockstep.sandbox.Progress;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sandbox that starts on a thread of its own, so that each phase can be proven as it ends. */
final class StartedSandbox implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Map<String, CompletableFuture<Duration>> phases = new ConcurrentHashMap<>();
  private final CompletableFuture<Sandbox> sandbox = new CompletableFuture<>();

  StartedSandbox(SandboxOptions options, ClusterSteps steps) {
    Thread thread = new Thread(() -> start(options, steps), "lockstep-demo-start");
    thread.setDaemon(true);
    thread.start();
  }

  private void start(SandboxOptions options, ClusterSteps steps) {
    try {
      sandbox.complete(Sandbox.up(options, steps, new PhaseProgress()));
    } catch (RuntimeException | Error e) {
      sandbox.completeExceptionally(e);
    }
  }

  /** Waits until a phase of the start has ended, by the name that the sandbox gives it. */
  void awaitPhase(String name) throws InterruptedException {
    // Whichever comes first: the end of the phase, or the failure of the whole start.
    get(CompletableFuture.anyOf(phase(name), sandbox), name);
  }

  /** The sandbox, once all of it is ready. */
  Sandbox awaitReady() throws InterruptedException {
    return get(sandbox, "the sandbox");
  }

  private CompletableFuture<Duration> phase(String name) {
    return phases.computeIfAbsent(name, any -> new CompletableFuture<>());
  }

  private static <T> T get(CompletableFuture<T> future, String what) throws InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new Proof.Failed(what + " has not ended after " + PATIENCE.toSeconds() + " s");
    }
  }

  /** Stops every process; a start that goes on is waited for. */
  @Override
  public void close() {
    sandbox
        .handle(
            (up, error) -> {
              if (up != null) {
                up.close();
              }
              return up;
            })
        .join();
  }

  private final class PhaseProgress implements Progress {
    @Override
    public void begun(String step) {
      // Only ends are waited for.
    }

    @Override
    public void ended(String step, Duration took) {
      phase(step).complete(took);
    }
  }
}
