package io.lockstep.benchmark.status;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Precondition;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Changes a parameter each second, through the primary's API. One thread, {@code bench-changes}.
 */
final class Changes implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "bench-changes"));
  private final NodeClient node;
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private Changes(NodeClient node) {
    this.node = node;
  }

  static Changes start(NodeClient node) {
    Changes changes = new Changes(node);
    var unused = changes.clock.scheduleAtFixedRate(changes::change, 0, 1, TimeUnit.SECONDS);
    return changes;
  }

  private void change() {
    try {
      node.set("bench.second", "shared", Long.toString(made.incrementAndGet()), Precondition.NONE);
    } catch (RuntimeException e) {
      failed.incrementAndGet();
    }
  }

  /** Changes that were not accepted. */
  long failed() {
    return failed.get();
  }

  @Override
  public void close() throws InterruptedException {
    clock.shutdown();
    clock.awaitTermination(10, TimeUnit.SECONDS);
  }
}
