package io.lockstep.node.publish;

import io.lockstep.materialize.Materializer;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the newest sound image to disk: managed files and, now and then, a snapshot. One thread,
 * {@code lockstep-publish}; images that come while it works are passed over for the newest.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LOOK_FOR_DRIFT = Duration.ofSeconds(2);

  private final Materializer materializer;
  private final SnapshotStore snapshots;
  private final int snapshotEvents;
  private final Duration snapshotInterval;
  private final Supplier<Instant> heardAt;
  private final Thread thread = new Thread(this::run, "lockstep-publish");
  private NodeView newest;
  private boolean news;
  private boolean stopping;
  private long snapshotRevision;
  private long snapshotAt = System.nanoTime();
  private boolean forgetSnapshot;
  private volatile long writtenRevision;
  private volatile String problem = "";
  private volatile List<String> drifted = List.of();
  private volatile long loopedAt = System.nanoTime();

  /**
   * Publishes to files and snapshots.
   *
   * @param heardAt when the log last answered: a snapshot is as old as that, not as its file
   */
  public Publisher(
      Materializer materializer,
      SnapshotStore snapshots,
      int snapshotEvents,
      Duration snapshotInterval,
      Supplier<Instant> heardAt) {
    this.materializer = materializer;
    this.snapshots = snapshots;
    this.snapshotEvents = snapshotEvents;
    this.snapshotInterval = snapshotInterval;
    this.heardAt = heardAt;
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Takes the newest view. Any thread; does not block. */
  public synchronized void offer(NodeView view) {
    newest = view;
    news = true;
    notifyAll();
  }

  /** Throws the snapshot away, because the image was wrong. Any thread; does not block. */
  public synchronized void forget() {
    forgetSnapshot = true;
    news = true;
    notifyAll();
  }

  /** Revision that the files show. */
  public long writtenRevision() {
    return writtenRevision;
  }

  /** Why files or snapshot could not be written; empty if they could. */
  public Optional<String> problem() {
    return Optional.of(problem).filter(text -> !text.isEmpty());
  }

  /** Managed files that differ from what was written. */
  public List<String> drifted() {
    return drifted;
  }

  /** When the thread last went round, on {@link System#nanoTime()}. */
  public long loopedAt() {
    return loopedAt;
  }

  private void run() {
    boolean last = false;
    while (!last) {
      loopedAt = System.nanoTime();
      NodeView next;
      boolean forget;
      synchronized (this) {
        awaitNews(problem.isEmpty() ? LOOK_FOR_DRIFT : RETRY);
        next = newest;
        last = stopping;
        forget = forgetSnapshot;
        forgetSnapshot = false;
      }
      if (forget) {
        snapshots.delete();
        snapshotRevision = 0;
      }
      if (next != null && next.isSound()) {
        publish(next, last);
      }
    }
  }

  private void awaitNews(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    try {
      for (long left = most.toNanos(); !news && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
      news = false;
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private void publish(NodeView view, boolean last) {
    List<String> held = List.of();
    try {
      if (view.image().revision() != writtenRevision || !problem.isEmpty()) {
        held = materializer.apply(materializer.plan(view.image())).problems();
        writtenRevision = held.isEmpty() ? view.image().revision() : writtenRevision;
      }
      drifted = materializer.drifted();
      long behind = view.image().revision() - snapshotRevision;
      boolean due =
          behind >= snapshotEvents
              || behind > 0
                  && (last || System.nanoTime() - snapshotAt > snapshotInterval.toNanos());
      if (due) {
        snapshots.write(new Snapshot(view.image(), view.applied(), heardAt.get()));
        snapshotRevision = view.image().revision();
        snapshotAt = System.nanoTime();
      }
      settle(String.join("; ", held));
    } catch (IOException | RuntimeException e) {
      if (problem.isEmpty()) {
        LOG.error("files or snapshot not written", e);
      }
      problem = e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }

  /** Takes what keeps single files from being made; empty for nothing. */
  private void settle(String next) {
    if (!next.isEmpty() && !next.equals(problem)) {
      LOG.warn("files stay as they are reason={}", next);
    } else if (next.isEmpty() && !problem.isEmpty()) {
      LOG.info("files are written again revision={}", writtenRevision);
    }
    problem = next;
  }

  /** Publishes the newest view once more, with a snapshot, and stops the thread. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      news = true;
      notifyAll();
    }
    try {
      thread.join(Duration.ofSeconds(30).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
