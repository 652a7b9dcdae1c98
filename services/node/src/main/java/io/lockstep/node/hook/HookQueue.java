package io.lockstep.node.hook;

import io.lockstep.materialize.hook.CommandResult;
import io.lockstep.materialize.hook.CommandRunner;
import io.lockstep.materialize.hook.HookPlan;
import io.lockstep.materialize.hook.PendingStore;
import io.lockstep.materialize.hook.UserCommand;
import io.lockstep.materialize.plan.BeforeChange;
import io.lockstep.materialize.profile.spec.HookSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what follows when files of the node changed: one hook at a time, on the thread {@code
 * lockstep-hooks}. What has to run stands on disk before the first file changes, so that it runs
 * after a restart too. All methods from any thread; none waits for a hook but {@link #close}.
 */
public final class HookQueue implements BeforeChange, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HookQueue.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LAST = Duration.ofSeconds(10);
  private static final int PATHS_LENGTH = 32 * 1024;

  private final String node;
  private final Path folder;
  private final PendingStore store;
  private final LongSupplier epoch;
  private final HookPlan plan;
  private final Thread thread = new Thread(this::run, "lockstep-hooks");
  private HookPlan.Gate gate = (hook, revision) -> Optional.empty();
  private long followed;
  private boolean stopping;

  /**
   * A queue of a node.
   *
   * @param folder where hooks run: that of the managed files
   * @param store where it is kept what has to run
   * @param epoch the primary's term as the node knows it
   */
  public HookQueue(String node, Path folder, PendingStore store, LongSupplier epoch) {
    this.node = node;
    this.folder = folder;
    this.store = store;
    this.epoch = epoch;
    this.plan = new HookPlan(store.load(), System.nanoTime());
  }

  /** Sets for what hooks wait. Before the start. */
  public void gate(HookPlan.Gate next) {
    gate = next;
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /**
   * The hooks of the node as they are from now on, in order. What is older than what was told
   * before is passed over: who tells it is behind, and a hook that has come since would be lost
   * with what it has to run for.
   *
   * @param revision of the state that has them
   */
  public synchronized void follow(List<HookSpec> hooks, long revision) {
    if (revision >= followed) {
      followed = revision;
      plan.follow(hooks);
      notifyAll();
    }
  }

  @Override
  public synchronized void announce(Collection<String> names, long first, long revision) {
    plan.announce(names, first, revision, System.nanoTime());
    store.save(plan.pending());
  }

  /**
   * Something changed on this node: paths of outputs, or {@code content:FOLDER}. It should have
   * been {@link #announce announced}.
   *
   * @param revision of the cluster's change
   */
  public synchronized void changed(Collection<String> names, long revision) {
    plan.changed(names, revision, System.nanoTime());
    store.save(plan.pending());
    notifyAll();
  }

  /** What was {@link #announce announced} does not change. */
  public synchronized void unchanged(Collection<String> names) {
    plan.unchanged(names, System.nanoTime());
    store.save(plan.pending());
    notifyAll();
  }

  /** The newest revision, up to the one that is written, all of whose hooks have succeeded. */
  public synchronized long active(long written) {
    return plan.active(written);
  }

  /** What keeps hooks from having run. */
  public synchronized List<HookPlan.Trouble> troubles() {
    return plan.troubles();
  }

  /** Whether another hook than that one has to run for a role. */
  public synchronized boolean isPendingFor(String role, HookSpec besides) {
    return plan.isPendingFor(role, besides);
  }

  private void run() {
    try {
      for (Optional<HookPlan.Run> next = await(); next.isPresent(); next = await()) {
        CommandResult result = execute(next.get());
        ended(next.get(), result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // what has to run is on disk
    }
  }

  /** Waits for a hook that may run; empty when the node stops. */
  private synchronized Optional<HookPlan.Run> await() throws InterruptedException {
    while (!stopping) {
      Optional<HookPlan.Run> next = plan.next(System.nanoTime(), gate);
      if (next.isPresent()) {
        return next;
      }
      if (plan.isEmpty()) {
        wait();
      } else {
        TimeUnit.NANOSECONDS.timedWait(this, LOOK.toNanos());
      }
    }
    return Optional.empty();
  }

  private CommandResult execute(HookPlan.Run run) {
    HookSpec hook = run.hook();
    Map<String, String> environment = new TreeMap<>();
    environment.put("LOCKSTEP_NODE", node);
    environment.put("LOCKSTEP_REVISION", Long.toString(run.revision()));
    environment.put("LOCKSTEP_EPOCH", Long.toString(epoch.getAsLong()));
    environment.put("LOCKSTEP_PATHS", paths(run.names()));
    hook.user().ifPresent(user -> environment.put("USER", user));
    long begin = System.nanoTime();
    CommandResult result;
    try {
      List<String> command = UserCommand.of(hook.user(), hook.command());
      result = CommandRunner.run(command, folder, environment, hook.timeout());
    } catch (IllegalStateException e) {
      result = new CommandResult(-1, Optional.of(e.getMessage()), "");
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;
    if (result.succeeded()) {
      LOG.info("ran hook={} revision={} millis={}", hook.name(), run.revision(), millis);
    } else {
      LOG.warn(
          "hook failed hook={} revision={} millis={} reason={} output={}",
          hook.name(),
          run.revision(),
          millis,
          result.problem(),
          result.output().strip());
    }
    return result;
  }

  private static String paths(Collection<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (text.length() + name.length() > PATHS_LENGTH) {
        break; // more does not fit into an environment
      }
      text.append(text.length() == 0 ? "" : "\n").append(name);
    }
    return text.toString();
  }

  private synchronized void ended(HookPlan.Run run, CommandResult result) {
    if (stopping && !result.succeeded()) {
      return; // it was stopped with the node, and runs again
    }
    plan.ended(run, result, System.nanoTime());
    try {
      store.save(plan.pending());
    } catch (RuntimeException e) {
      LOG.warn("cannot keep what has to run reason={}", e.getMessage()); // it runs once more
    }
  }

  /** Lets a hook that runs end, for a while, and stops the thread. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    try {
      thread.join(LAST.toMillis());
      thread.interrupt();
      thread.join(LAST.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
