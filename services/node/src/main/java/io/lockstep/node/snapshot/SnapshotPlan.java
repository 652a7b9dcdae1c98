package io.lockstep.node.snapshot;

import io.lockstep.node.replay.NodeView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** When a snapshot is to be written, and of what. Used by one thread. */
public final class SnapshotPlan {
  private final int events;
  private final Duration interval;
  private final LongSupplier nanoTime;
  private final Supplier<Instant> heardAt;
  private long revision;
  private long writtenAt;

  /**
   * Plans snapshots.
   *
   * @param events behind the last snapshot that make the next one due
   * @param interval after which one event does
   * @param nanoTime monotonic time
   * @param heardAt when the log last answered: a snapshot is as old as that, not as its file
   */
  public SnapshotPlan(
      int events, Duration interval, LongSupplier nanoTime, Supplier<Instant> heardAt) {
    this.events = events;
    this.interval = interval;
    this.nanoTime = nanoTime;
    this.heardAt = heardAt;
    this.writtenAt = nanoTime.getAsLong();
  }

  /**
   * The snapshot that is to be written now; empty if it is too early or there is nothing new.
   *
   * @param view one that is sound
   * @param last whether the node stops behind it
   */
  public Optional<Snapshot> due(NodeView view, boolean last) {
    long behind = view.image().revision() - revision;
    boolean due =
        behind >= events
            || behind > 0 && (last || nanoTime.getAsLong() - writtenAt > interval.toNanos());
    return due
        ? Optional.of(new Snapshot(view.image(), view.applied(), heardAt.get()))
        : Optional.empty();
  }

  /** Notes that a snapshot is on disk. */
  public void written(Snapshot snapshot) {
    revision = snapshot.image().revision();
    writtenAt = nanoTime.getAsLong();
  }

  /** Notes that there is no snapshot any more. */
  public void forget() {
    revision = 0;
  }
}
