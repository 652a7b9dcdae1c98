package io.lockstep.node.content;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.content.ContentLog;
import io.lockstep.materialize.content.Item;
import io.lockstep.materialize.content.Merge.Publish;
import io.lockstep.node.content.Submitter.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Submits what was uploaded while the next is uploaded, so that others can begin with it: part
 * after part, each once its bytes are in the log. Any thread.
 */
final class Publication {
  private final ContentLog log;
  private final Submitter submitter;
  private final Executor threads;
  private final Map<String, Item> accepted = new HashMap<>();
  private final Map<Publish, String> refused = new HashMap<>();
  private boolean decided = true;
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

  Publication(ContentLog log, Submitter submitter, Executor threads) {
    this.log = log;
    this.submitter = submitter;
    this.threads = threads;
  }

  /** Submits steps, of which everything was sent, once those before are decided; does not wait. */
  void add(List<Step<Publish>> steps) {
    if (!steps.isEmpty()) {
      List<Step<Publish>> part = List.copyOf(steps);
      try {
        underWay = underWay.thenRunAsync(() -> submit(part), threads);
      } catch (RejectedExecutionException e) {
        underWay = CompletableFuture.failedFuture(e); // the node stops
      }
    }
  }

  private void submit(List<Step<Publish>> steps) {
    log.flush();
    List<Publish> taken = new ArrayList<>();
    Map<Publish, String> not = new HashMap<>();
    try {
      boolean all = submitter.submit(steps, (items, outcome) -> taken.addAll(items), not::put);
      synchronized (this) {
        decided &= all;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } finally {
      synchronized (this) {
        taken.forEach(item -> accepted.put(item.path(), item.item()));
        refused.putAll(not);
      }
    }
  }

  /**
   * Waits until all is decided.
   *
   * @throws LogUnavailableException if it is certain that some is not
   */
  void await() throws InterruptedException {
    try {
      underWay.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LogUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("content is not published", e.getCause());
    }
  }

  /** What the cluster has now, by path; null for what it has no more. */
  synchronized Map<String, Item> accepted() {
    return new HashMap<>(accepted);
  }

  /** What it does not take, and why. */
  synchronized Map<Publish, String> refused() {
    return Map.copyOf(refused);
  }

  /** Whether all was decided; else one has to look again. */
  synchronized boolean isDecided() {
    return decided;
  }
}
