package io.lockstep.node.content;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.materialize.content.Item;
import io.lockstep.materialize.content.Merge.Publish;
import io.lockstep.node.content.Submitter.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Submits what was uploaded while the next is uploaded, so that others can begin with it. One
 * submission is under way at a time. One thread, beside the one that submits.
 */
final class Publication {
  private final Submitter submitter;
  private final ExecutorService threads;
  private final Map<String, Item> accepted = new HashMap<>();
  private final Map<Publish, String> refused = new HashMap<>();
  private boolean decided = true;
  private Future<Part> underWay;

  /** What became of some steps. */
  private record Part(boolean decided, List<Publish> accepted, Map<Publish, String> refused) {}

  Publication(Submitter submitter, ExecutorService threads) {
    this.submitter = submitter;
    this.threads = threads;
  }

  /**
   * Submits steps once those before are decided.
   *
   * @throws LogUnavailableException if those before, or some of them, are not
   */
  void add(List<Step<Publish>> steps) throws InterruptedException {
    await();
    if (!steps.isEmpty()) {
      Callable<Part> task = () -> submit(steps);
      underWay = threads.submit(task);
    }
  }

  private Part submit(List<Step<Publish>> steps) throws InterruptedException {
    List<Publish> taken = new ArrayList<>();
    Map<Publish, String> not = new HashMap<>();
    boolean all = submitter.submit(steps, (items, outcome) -> taken.addAll(items), not::put);
    return new Part(all, taken, not);
  }

  /**
   * Waits until all is decided.
   *
   * @throws LogUnavailableException if it is certain that some is not
   */
  void await() throws InterruptedException {
    if (underWay == null) {
      return;
    }
    try {
      Part part = underWay.get();
      decided &= part.decided();
      part.accepted().forEach(item -> accepted.put(item.path(), item.item()));
      refused.putAll(part.refused());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LogUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("content is not published", e.getCause());
    } finally {
      underWay = null;
    }
  }

  /** What the cluster has now, by path; null for what it has no more. */
  Map<String, Item> accepted() {
    return accepted;
  }

  /** What it does not take, and why. */
  Map<Publish, String> refused() {
    return refused;
  }

  /** Whether all was decided; else one has to look again. */
  boolean isDecided() {
    return decided;
  }
}
