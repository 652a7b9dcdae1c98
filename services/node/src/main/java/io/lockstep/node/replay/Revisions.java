package io.lockstep.node.replay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** Who waits for the image to reach a revision. Any thread. */
final class Revisions {
  private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> waiting =
      new ConcurrentSkipListMap<>();
  private volatile long reached;

  /** Completes when the image has the revision. */
  CompletableFuture<Void> await(long revision) {
    if (reached >= revision) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> waiter =
        waiting.computeIfAbsent(revision, key -> new CompletableFuture<>());
    if (reached >= revision) { // it may have come before the waiter stood there
      waiting.remove(revision);
      waiter.complete(null);
    }
    return waiter;
  }

  /** The image has the revision. On the tail thread. */
  void reach(long revision) {
    reached = revision;
    var done = waiting.headMap(revision, true);
    while (!done.isEmpty()) {
      var first = done.pollFirstEntry();
      if (first != null) {
        first.getValue().complete(null);
      }
    }
  }
}
