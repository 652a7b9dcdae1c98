package io.lockstep.state.replay;

import io.lockstep.schema.Event;
import java.util.List;
import java.util.Optional;

/**
 * Events that are applied together: what is left of an accepted change in the log, in order.
 *
 * @param events at least one, all of one change
 */
public record Change(List<Event> events) {
  /** Makes the list its own. */
  public Change {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a change has at least one event");
    }
  }

  /** The command that asked for it. */
  public String id() {
    return events.get(0).getChangeId();
  }

  /** Revision of its first event here. */
  public long firstRevision() {
    return events.get(0).getRevision();
  }

  /** Revision of its last event here. */
  public long lastRevision() {
    return last().getRevision();
  }

  /** Its last event here. */
  public Event last() {
    return events.get(events.size() - 1);
  }

  /** Its last event of all, which carries the digest, unless compaction took it away. */
  public Optional<Event> end() {
    return ends(last()) ? Optional.of(last()) : Optional.empty();
  }

  static boolean ends(Event event) {
    return event.getChangeIndex() == event.getChangeSize() - 1;
  }
}
