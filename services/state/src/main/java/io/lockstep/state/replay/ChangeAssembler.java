package io.lockstep.state.replay;

import io.lockstep.schema.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts events that belong together back together. A change ends at its last event or, since
 * compaction may have taken that away, where the next record belongs to another change. Used by one
 * thread.
 */
public final class ChangeAssembler {
  private final List<Event> pending = new ArrayList<>();

  /**
   * Takes the next event; returns the changes that it completes: none, the one before, its own, or
   * both.
   */
  public List<Change> add(Event event) {
    List<Change> complete = new ArrayList<>(2);
    if (!pending.isEmpty() && !sameChange(pending.get(0), event)) {
      flush().ifPresent(complete::add);
    }
    pending.add(event);
    if (Change.ends(event)) {
      flush().ifPresent(complete::add);
    }
    return complete;
  }

  /** Ends the change at hand, as a record that is no event does; returns it, if there is one. */
  public Optional<Change> flush() {
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    Change change = new Change(pending);
    pending.clear();
    return Optional.of(change);
  }

  /** An id can come again after a week; the revision at which the change began cannot. */
  private static boolean sameChange(Event one, Event other) {
    return one.getRevision() - one.getChangeIndex() == other.getRevision() - other.getChangeIndex()
        && one.getChangeId().equals(other.getChangeId());
  }

  /** Whether events wait for the rest of their change. */
  public boolean isPending() {
    return !pending.isEmpty();
  }
}
