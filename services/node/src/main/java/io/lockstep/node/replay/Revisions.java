package io.lockstep.node.replay;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who waits for the image to reach a revision. Any thread. */
final class Revisions {
  private record Place(long revision, long number) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::revision).thenComparingLong(Place::number);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final ConcurrentSkipListMap<Place, CompletableFuture<Void>> waiting =
      new ConcurrentSkipListMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile long reached;

  /** Completes when the image has the revision. Each caller gets a future of its own. */
  CompletableFuture<Void> await(long revision) {
    CompletableFuture<Void> waiter = new CompletableFuture<>();
    Place place = new Place(revision, numbers.incrementAndGet());
    if (reached < revision) {
      waiting.put(place, waiter);
      waiter.whenComplete((done, failure) -> waiting.remove(place)); // also when it is cancelled
    }
    if (reached >= revision) { // it may have come before the waiter stood there
      waiter.complete(null);
    }
    return waiter;
  }

  /** The image has the revision. On the tail thread. */
  void reach(long revision) {
    reached = revision;
    for (Map.Entry<Place, CompletableFuture<Void>> first = waiting.firstEntry();
        first != null && first.getKey().revision() <= revision;
        first = waiting.firstEntry()) {
      waiting.remove(first.getKey());
      first.getValue().complete(null);
    }
  }

  /** How many wait. */
  int awaited() {
    return waiting.size();
  }
}
