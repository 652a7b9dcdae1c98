package io.lockstep.node.watch;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.journal.JournalCursor;
import io.lockstep.log.journal.JournalGapException;
import io.lockstep.node.past.PastException;
import io.lockstep.node.past.PastState;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every change to those who watch, in order, from any revision on. It is read from the
 * journal, which is the same on every node and knows every revision: so a watcher that comes back
 * with the last revision that it saw, to any node at any time, misses nothing and gets nothing
 * twice.
 *
 * <p>Two threads: one follows the end of the journal while there are watchers, one sends, and reads
 * for watchers that are behind. What a watcher has not asked for is not kept for it.
 */
public final class WatchHub implements AutoCloseable {
  /** Most watchers at a time. */
  public static final int MOST = 100;

  private static final Logger LOG = LoggerFactory.getLogger(WatchHub.class);
  private static final Duration IDLE = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration FETCH = Duration.ofMillis(300);
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 200;

  private final Supplier<JournalCursor> cursors;
  private final Supplier<ClusterImage> image;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private final RecentEntries recent = new RecentEntries();
  private final LiveEntries live;
  private final Thread sender = new Thread(this::send, "lockstep-watch-send");
  private final Thread reader = new Thread(this::read, "lockstep-watch-read");
  private JournalCursor cursor;

  /** For whom the cursor stands where it stands; null where it was moved since. */
  private Watch positioned;

  private long retryAt = System.nanoTime();
  private boolean awake;
  private volatile boolean renewing;
  private volatile boolean closed;

  /** Does not connect yet, nor while nobody watches. */
  public WatchHub(Supplier<JournalCursor> cursors, Supplier<ClusterImage> image) {
    this.cursors = cursors;
    this.image = image;
    this.live = new LiveEntries(cursors, recent, this::wake);
    sender.setDaemon(true);
    reader.setDaemon(true);
  }

  /** Starts the threads. */
  public void start() {
    sender.start();
    reader.start();
  }

  /** Makes the readers of the journal anew; watchers miss nothing. Any thread. */
  public void renew() {
    live.renew();
    renewing = true;
    wake();
  }

  /** Whether there is no place for another watcher. */
  public boolean isFull() {
    return watches.size() >= MOST;
  }

  /** How many watch. */
  public int size() {
    return watches.size();
  }

  /**
   * The changes from a revision on. Each subscriber is a watcher.
   *
   * @param from the first revision that is wanted; null for the next change
   * @param ended asked each second or so whether the watch must end, and how
   */
  public Publisher<WatchItem> watch(Long from, Supplier<Optional<WatchItem.End>> ended) {
    return subscriber -> add(from, ended, subscriber);
  }

  private void add(
      Long from,
      Supplier<Optional<WatchItem.End>> ended,
      Subscriber<? super WatchItem> subscriber) {
    Watch watch = new Watch(from, subscriber, ended, this::wake, System.nanoTime());
    if (closed) {
      watch.leave(closing());
    } else if (isFull()) {
      watch.leave(
          new WatchItem.End(
              "too-many-watches", "this node has " + MOST + " watchers; ask another"));
    }
    subscriber.onSubscribe(watch);
    watches.add(watch);
    wake();
  }

  private static WatchItem.End closing() {
    return new WatchItem.End("closing", "this node stops or opens its API anew; resume");
  }

  /** Tells all that are watching now to go, and waits for a moment until they have. */
  public void sendAway() {
    List<Watch> leaving = List.copyOf(watches);
    leaving.forEach(watch -> watch.leave(closing()));
    long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    synchronized (this) {
      try {
        while (leaving.stream().anyMatch(watches::contains) && System.nanoTime() < deadline) {
          wait(50);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void wake() {
    awake = true;
    notifyAll();
  }

  private synchronized void rest(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    try {
      for (long left = most.toNanos(); !awake && left > 0; left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      awake = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    while (!closed) {
      if (!watches.isEmpty()) {
        live.follow(() -> !closed && !watches.isEmpty());
      }
      pause();
    }
  }

  private synchronized void pause() {
    long deadline = System.nanoTime() + IDLE.toNanos();
    try {
      for (long left = IDLE.toNanos(); !closed && left > 0; left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    while (!closed || !watches.isEmpty()) {
      rest(IDLE);
      boolean again = false;
      for (Watch watch : watches) {
        try {
          again |= serve(watch);
        } catch (RuntimeException e) {
          LOG.error("a watch failed", e);
          watch.end(
              new WatchItem.End("internal-error", "the node failed; its log has the cause"),
              System.nanoTime());
        }
      }
      if (watches.removeIf(Watch::isOver)) {
        synchronized (this) {
          notifyAll();
        }
      }
      if (watches.isEmpty() || renewing) {
        renewing = false;
        closeCursor();
      }
      if (again) {
        wake();
      }
    }
    closeCursor();
  }

  /** Sends what a watcher asks for; returns whether there is more to do for it at once. */
  private boolean serve(Watch watch) {
    boolean more = false;
    if (!watch.isEnding() && !watch.isOver()) {
      if (!watch.hasBegun()) {
        begin(watch);
      }
      more = watch.hasBegun() && watch.sendFirst(System.nanoTime()) && sendChanges(watch);
    }
    watch.look(hasMore(watch), System.nanoTime());
    return more && watch.wants();
  }

  private boolean hasMore(Watch watch) {
    return watch.hasBegun() && (!watch.fetched.isEmpty() || watch.next() < recent.next());
  }

  private boolean sendChanges(Watch watch) {
    if (!watch.wants()) {
      return false;
    }
    if (watch.fetched.isEmpty()) {
      if (recent.reaches(watch.next())) {
        for (JournalEntry entry : recent.from(watch.next(), AT_ONCE)) {
          if (!watch.send(entry, System.nanoTime())) {
            return false;
          }
        }
        return watch.next() < recent.next();
      }
      fetch(watch);
    }
    while (!watch.fetched.isEmpty() && watch.send(watch.fetched.peekFirst(), System.nanoTime())) {
      watch.fetched.removeFirst();
    }
    return hasMore(watch) && System.nanoTime() - retryAt >= 0;
  }

  private void begin(Watch watch) {
    reading(
        watch,
        () -> {
          positioned = null;
          long last = cursor.last();
          long first = cursor.first();
          long from = watch.from == null ? last + 1 : watch.from;
          if (from > last + 1) {
            reset(watch, PastException.Code.REVISION_UNKNOWN.text(), unknown(from, last));
          } else if (from < first || from < 1) {
            resetBefore(watch, from, first);
          } else {
            watch.begin(from);
          }
        });
  }

  private static String unknown(long from, long last) {
    return "revision %d was asked for and the newest is %d; this is the state now"
        .formatted(from, last);
  }

  private void resetBefore(Watch watch, long from, long first) {
    reset(
        watch,
        PastException.Code.HISTORY_INCOMPLETE.text(),
        "revision %d was asked for and the journal begins with %d; this is the state now"
            .formatted(from, first));
  }

  private void reset(Watch watch, String code, String reason) {
    ClusterImage now = image.get();
    watch.reset(
        new WatchItem.Reset(code, reason, now.revision()), new WatchItem.State(PastState.of(now)));
  }

  private void fetch(Watch watch) {
    reading(
        watch,
        () -> {
          if (positioned != watch || cursor.next() != watch.next()) {
            long first = cursor.first();
            if (watch.next() < first) {
              resetBefore(watch, watch.next(), first);
              return;
            }
            cursor.seek(watch.next());
            positioned = watch;
          }
          watch.fetched.addAll(cursor.poll(FETCH));
        });
  }

  private void reading(Watch watch, Runnable work) {
    if (System.nanoTime() - retryAt < 0) {
      return;
    }
    try {
      if (cursor == null) {
        cursor = cursors.get();
      }
      work.run();
    } catch (LogUnavailableException e) {
      LOG.debug("watchers wait reason={}", e.getMessage());
      closeCursor();
      retryAt = System.nanoTime() + RETRY.toNanos();
    } catch (JournalGapException e) {
      positioned = null;
      reset(watch, PastException.Code.HISTORY_DAMAGED.text(), e.getMessage());
    }
  }

  private void closeCursor() {
    positioned = null;
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }

  /** Ends all watches and the threads. */
  @Override
  public void close() {
    sendAway();
    closed = true;
    wake();
    for (Thread thread : List.of(sender, reader)) {
      try {
        thread.join(CLOSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
