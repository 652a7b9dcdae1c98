package io.lockstep.status.timeline;

import io.lockstep.schema.JournalEntry;
import java.util.List;

/**
 * Which records of the journal follow each other. Revisions have no gaps, so a record whose
 * revision is not the next was doubled, moved or forged, and is left out; where the one behind it
 * follows it, it is the journal that goes on there. Used by one thread.
 *
 * <p>This keeps a stray record from the page. It proves nothing: a status application has no
 * secret, and {@code lockstep audit verify} does that.
 *
 * @param <T> what goes with an entry
 */
final class RevisionOrder<T> {
  /** An entry and what goes with it. */
  record Item<T>(JournalEntry entry, T with) {
    long revision() {
      return entry.getRevision();
    }
  }

  private Item<T> last;
  private Item<T> astray;

  /** Takes the next record; returns those of which it is now known that they follow, if any. */
  List<Item<T>> take(JournalEntry entry, T with) {
    Item<T> item = new Item<>(entry, with);
    if (last == null || item.revision() == last.revision() + 1) {
      last = item;
      astray = null;
      return List.of(item);
    }
    if (astray != null && item.revision() == astray.revision() + 1) {
      List<Item<T>> both = List.of(astray, item);
      last = item;
      astray = null;
      return both;
    }
    astray = item;
    return List.of();
  }

  /** Begins anew. */
  void clear() {
    last = null;
    astray = null;
  }
}
