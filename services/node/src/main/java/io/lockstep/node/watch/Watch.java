package io.lockstep.node.watch;

import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One watcher. It is given as much as it asks for; what it has not asked for yet stays in the
 * journal, but for what one fetch brought. All but {@link #request}, {@link #cancel} and {@link
 * #leave} is for the hub's thread.
 */
final class Watch implements Subscription {
  /** How long a watcher may leave what there is for it. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long it then may leave the last item. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** Where it wants to begin; null for the next change. */
  final Long from;

  /** Fetched for it and not asked for yet. */
  final Deque<JournalEntry> fetched = new ArrayDeque<>();

  private final Subscriber<? super WatchItem> subscriber;
  private final Supplier<Optional<WatchItem.End>> ended;
  private final Runnable wake;
  private final Deque<WatchItem> first = new ArrayDeque<>();

  /** Revision that it is sent next; 0 until it is known where it begins. */
  private long next;

  private long demand;
  private boolean answered;
  private boolean cancelled;
  private WatchItem.End end;
  private volatile WatchItem.End asked;
  private boolean done;
  private long movedNanos;
  private long sentNanos;

  Watch(
      Long from,
      Subscriber<? super WatchItem> subscriber,
      Supplier<Optional<WatchItem.End>> ended,
      Runnable wake,
      long nanos) {
    this.from = from;
    this.subscriber = subscriber;
    this.ended = ended;
    this.wake = wake;
    this.movedNanos = nanos;
    this.sentNanos = nanos;
  }

  @Override
  public void request(long more) {
    synchronized (this) {
      demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
    }
    wake.run();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      cancelled = true;
    }
    wake.run();
  }

  synchronized boolean isOver() {
    return cancelled || done;
  }

  boolean hasBegun() {
    return next > 0;
  }

  long next() {
    return next;
  }

  /** Goes on with a revision. */
  void begin(long revision) {
    next = revision;
    fetched.clear();
  }

  /** Goes on with a state, which is made when it is asked for. */
  void reset(WatchItem.Reset reset, WatchItem.State state) {
    first.add(reset);
    first.add(state);
    begin(reset.revision() + 1);
  }

  boolean isEnding() {
    return end != null;
  }

  /** Asks to end it. Any thread. */
  void leave(WatchItem.End item) {
    asked = item;
    wake.run();
  }

  /** Ends it once it takes the last item. */
  void end(WatchItem.End item, long nanos) {
    if (end == null) {
      end = item;
      movedNanos = nanos;
      fetched.clear();
      first.clear();
    }
  }

  /** Whether it asks for something. */
  synchronized boolean wants() {
    return demand > 0 && !cancelled;
  }

  /** Sends what stands before the changes; returns whether changes can follow. */
  boolean sendFirst(long nanos) {
    while (!first.isEmpty() && take()) {
      send(first.removeFirst(), nanos);
    }
    return first.isEmpty();
  }

  /** Sends the next change, if it is asked for. */
  boolean send(JournalEntry entry, long nanos) {
    if (!take()) {
      return false;
    }
    next = entry.getRevision() + 1;
    send(new WatchItem.Change(entry), nanos);
    return true;
  }

  /** Looks whether it has to end, or wants a sign of life. */
  void look(boolean hasMore, long nanos) {
    if (end == null) {
      Optional.ofNullable(asked).or(ended).ifPresent(item -> end(item, nanos));
    }
    if (!hasMore || wants()) {
      movedNanos = end == null ? nanos : movedNanos;
    } else if (end == null && nanos - movedNanos > PATIENCE.toNanos()) {
      end(
          new WatchItem.End(
              "too-slow",
              "nothing was taken for "
                  + PATIENCE.toSeconds()
                  + " s although there is more; resume behind the last id"),
          nanos);
    }
    if (end != null) {
      if (take()) {
        send(end, nanos);
        complete();
      } else if (nanos - movedNanos > FAREWELL.toNanos()) {
        complete();
      }
    } else if ((nanos - sentNanos > KEEP_ALIVE.toNanos() || waitsForItsAnswer(hasMore)) && take()) {
      send(new WatchItem.Alive(), nanos);
    }
  }

  /** The head of the answer goes out with the first item, and the next change may be far away. */
  private boolean waitsForItsAnswer(boolean hasMore) {
    return hasBegun() && !answered && !hasMore;
  }

  private synchronized boolean take() {
    if (demand == 0 || cancelled || done) {
      return false;
    }
    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
    return true;
  }

  private void send(WatchItem item, long nanos) {
    answered = true;
    sentNanos = nanos;
    movedNanos = nanos;
    subscriber.onNext(item);
  }

  private void complete() {
    synchronized (this) {
      if (done || cancelled) {
        return;
      }
      done = true;
    }
    subscriber.onComplete();
  }
}
