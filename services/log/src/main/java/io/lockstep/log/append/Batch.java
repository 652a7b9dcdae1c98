package io.lockstep.log.append;

import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Outcome;
import java.util.List;

/**
 * What one transaction writes: all of it becomes readable, or nothing.
 *
 * @param events accepted events, in the order of their revisions
 * @param journal the same events, chained, in the same order
 * @param outcomes what became of each command that was decided
 * @param tombstones keys whose records may be forgotten
 * @param nextCommandOffset offset of the first command that is not decided; negative where that
 *     need not be told, because the outcomes tell it or no command was decided
 */
public record Batch(
    List<Event> events,
    List<JournalEntry> journal,
    List<Outcome> outcomes,
    List<String> tombstones,
    long nextCommandOffset) {

  /** Copies the lists. */
  public Batch {
    events = List.copyOf(events);
    journal = List.copyOf(journal);
    outcomes = List.copyOf(outcomes);
    tombstones = List.copyOf(tombstones);
  }

  boolean isEmpty() {
    return events.isEmpty()
        && journal.isEmpty()
        && outcomes.isEmpty()
        && tombstones.isEmpty()
        && nextCommandOffset < 0;
  }
}
