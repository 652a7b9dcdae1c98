package io.lockstep.node.watch;

import io.lockstep.schema.JournalEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest entries, for all watchers that are at the end. Bounded in number. Any thread. */
final class RecentEntries {
  private static final int MOST = 1_024;

  private final Deque<JournalEntry> entries = new ArrayDeque<>();
  private long next;

  /** Forgets everything; what comes next has that revision. */
  synchronized void restart(long revision) {
    entries.clear();
    next = revision;
  }

  synchronized void add(List<JournalEntry> more) {
    for (JournalEntry entry : more) {
      entries.addLast(entry);
      if (entries.size() > MOST) {
        entries.removeFirst();
      }
      next = entry.getRevision() + 1;
    }
  }

  /** Revision behind the newest; 0 while it is not known. */
  synchronized long next() {
    return next;
  }

  /** Whether everything from a revision on is here. */
  synchronized boolean reaches(long revision) {
    return next > 0 && revision >= next - entries.size();
  }

  /** Entries from a revision on, at most so many. */
  synchronized List<JournalEntry> from(long revision, int most) {
    List<JournalEntry> wanted = new ArrayList<>();
    if (revision < next) {
      for (JournalEntry entry : entries) {
        if (entry.getRevision() >= revision && wanted.size() < most) {
          wanted.add(entry);
        }
      }
    }
    return wanted;
  }
}
