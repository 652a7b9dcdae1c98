package io.lockstep.node.watch;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.journal.JournalCursor;
import io.lockstep.log.journal.JournalGapException;
import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the end of the journal while somebody watches. Used by its one thread. */
final class LiveEntries {
  private static final Logger LOG = LoggerFactory.getLogger(LiveEntries.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Supplier<JournalCursor> cursors;
  private final RecentEntries recent;
  private final Runnable wake;
  private volatile boolean renewing;
  private boolean told;

  LiveEntries(Supplier<JournalCursor> cursors, RecentEntries recent, Runnable wake) {
    this.cursors = cursors;
    this.recent = recent;
    this.wake = wake;
  }

  /** What follows now ends, so that it goes on with a new cursor. Any thread. */
  void renew() {
    renewing = true;
  }

  /** Follows until nobody watches, the brokers do not answer, or it is to be renewed. */
  void follow(BooleanSupplier wanted) {
    renewing = false;
    try (JournalCursor cursor = cursors.get()) {
      if (recent.next() == 0) {
        recent.restart(cursor.last() + 1);
        wake.run();
      }
      cursor.seek(recent.next());
      while (wanted.getAsBoolean()) {
        List<JournalEntry> entries = cursor.poll(POLL);
        told = false;
        if (!entries.isEmpty()) {
          recent.add(entries);
          wake.run();
        } else if (renewing) {
          return;
        }
      }
      recent.restart(0);
    } catch (LogUnavailableException e) {
      if (!told) {
        LOG.warn("watchers wait, the journal cannot be read reason={}", e.getMessage());
        told = true;
      }
    } catch (JournalGapException e) {
      LOG.warn("watchers begin anew reason={}", e.getMessage());
      recent.restart(e.found());
      wake.run();
    }
  }
}
