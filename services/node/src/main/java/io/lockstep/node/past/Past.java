package io.lockstep.node.past;

import io.lockstep.log.journal.JournalCursor;
import io.lockstep.log.journal.JournalGapException;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells the past from the journal, which is read on demand and never kept. A few may ask at once,
 * the others wait their turn. Blocks; any thread.
 *
 * <p>Every method throws {@link PastException} if it cannot be told, and {@link
 * io.lockstep.log.LogUnavailableException} if the brokers do not answer.
 */
public final class Past {
  private static final int AT_ONCE = 2;
  private static final Duration TURN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long FIRST_WINDOW = 2_000;
  private static final long LAST_WINDOW = 200_000;

  private final Supplier<JournalCursor> cursors;
  private final Supplier<ClusterImage> image;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /**
   * Does not connect yet.
   *
   * @param image the state that this node has now
   */
  public Past(Supplier<JournalCursor> cursors, Supplier<ClusterImage> image) {
    this.cursors = cursors;
    this.image = image;
  }

  /** The state once a revision was applied, with all of the change that it belongs to. */
  public PastState at(long revision) {
    return at(List.of(revision)).get(0);
  }

  /** The same for several revisions in ascending order, read in one go. */
  public List<PastState> at(List<Long> revisions) {
    ClusterImage now = image.get();
    if (revisions.stream().allMatch(revision -> revision == now.revision())) {
      return Collections.nCopies(revisions.size(), PastState.of(now));
    }
    return reading(
        cursor -> {
          long last = last(cursor);
          long newest = Collections.max(revisions);
          if (newest > last) {
            throw PastException.unknown(newest, last);
          }
          long first = cursor.first();
          if (newest > 0 && first > 1) {
            throw PastException.incomplete(newest, first);
          }
          PastReplay replay = new PastReplay(revisions);
          cursor.seek(1);
          read(cursor, () -> !replay.isDone(), entry -> take(replay, entry));
          return replay.states();
        });
  }

  /** All of the change that a revision belongs to, in order. */
  public List<JournalEntry> change(long revision) {
    return reading(
        cursor -> {
          JournalEntry some = entry(cursor, revision);
          long from = revision - some.getEvent().getChangeIndex();
          long to = from + some.getEvent().getChangeSize() - 1;
          List<JournalEntry> entries = new ArrayList<>();
          seek(cursor, from);
          read(cursor, to, entries::add);
          return entries;
        });
  }

  private JournalEntry entry(JournalCursor cursor, long revision) {
    long last = last(cursor);
    if (revision > last) {
      throw PastException.unknown(revision, last);
    }
    JournalEntry[] found = new JournalEntry[1];
    seek(cursor, revision);
    read(cursor, revision, entry -> found[0] = entry);
    return found[0];
  }

  private static void seek(JournalCursor cursor, long revision) {
    long first = cursor.first();
    if (revision < first) {
      throw PastException.incomplete(revision, first);
    }
    cursor.seek(revision);
  }

  /**
   * The newest wanted entries.
   *
   * @param from no older revision; at least 1
   * @param to no newer revision
   * @param limit at most so many
   */
  public PastPage newest(Predicate<JournalEntry> wanted, long from, long to, int limit) {
    return reading(
        cursor -> {
          long first = cursor.first();
          long least = Math.max(from, first);
          List<JournalEntry> found = new ArrayList<>();
          long window = FIRST_WINDOW;
          for (long end = Math.min(to, last(cursor));
              first > 0 && end >= least && found.size() <= limit;
              window = Math.min(window * 2, LAST_WINDOW)) {
            long begin = Math.max(least, end - window + 1);
            Deque<JournalEntry> part = new ArrayDeque<>();
            int room = limit + 1 - found.size();
            cursor.seek(begin);
            read(
                cursor,
                end,
                entry -> {
                  if (wanted.test(entry)) {
                    if (part.size() == room) {
                      part.removeFirst();
                    }
                    part.addLast(entry);
                  }
                });
            part.descendingIterator().forEachRemaining(found::add);
            end = begin - 1;
          }
          boolean more = found.size() > limit;
          return new PastPage(
              more ? List.copyOf(found.subList(0, limit)) : found,
              more ? found.get(limit).getRevision() : null,
              first);
        });
  }

  /** Requires that every change from a revision on can be told. */
  public void requireWatchable(long from) {
    reading(
        cursor -> {
          long last = last(cursor);
          if (from > last + 1) {
            throw PastException.unknown(from, last);
          }
          long first = cursor.first();
          if (from < first) {
            throw PastException.incomplete(from, first);
          }
          return null;
        });
  }

  /** Of the journal, or of this node's image where the journal's end is still to be seen. */
  private long last(JournalCursor cursor) {
    return Math.max(cursor.last(), image.get().revision());
  }

  /** Behind the change of the newest revision nothing is wanted. */
  private static void take(PastReplay replay, JournalEntry entry) {
    if (!replay.isDone()) {
      replay.take(entry);
    }
  }

  /** Hands over what stands up to a revision, from where the cursor stands. */
  private static void read(JournalCursor cursor, long to, Consumer<JournalEntry> taker) {
    read(
        cursor,
        () -> cursor.next() <= to,
        entry -> {
          if (entry.getRevision() <= to) {
            taker.accept(entry);
          }
        });
  }

  private static void read(
      JournalCursor cursor, BooleanSupplier wantsMore, Consumer<JournalEntry> taker) {
    long heard = System.nanoTime();
    while (wantsMore.getAsBoolean()) {
      List<JournalEntry> entries = cursor.poll(POLL);
      entries.forEach(taker);
      heard = entries.isEmpty() ? heard : System.nanoTime();
      if (System.nanoTime() - heard > PATIENCE.toNanos()) {
        throw PastException.damaged(
            "the journal lacks revision %d; run lockstep audit verify".formatted(cursor.next()));
      }
    }
  }

  private <T> T reading(Function<JournalCursor, T> work) {
    try (Turn ignored = new Turn(turns)) {
      try (JournalCursor cursor = cursors.get()) {
        return work.apply(cursor);
      }
    } catch (JournalGapException e) {
      throw PastException.damaged(e.getMessage());
    }
  }

  /** A place among those that read. */
  private static final class Turn implements AutoCloseable {
    private final Semaphore turns;

    Turn(Semaphore turns) {
      this.turns = turns;
      try {
        if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new PastException(
              PastException.Code.HISTORY_BUSY,
              "%d others read the journal through this node; try again".formatted(AT_ONCE));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PastException(PastException.Code.HISTORY_BUSY, "the node stops; ask another");
      }
    }

    @Override
    public void close() {
      turns.release();
    }
  }
}
