package io.lockstep.status.timeline;

import io.lockstep.schema.Event;
import io.lockstep.schema.Extension;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.state.describe.EntityDifference;
import io.lockstep.state.describe.EventDescription;
import io.lockstep.state.describe.FieldChange;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event as it is shown: nothing in it is secret, "(secret)" stands where something is sealed,
 * and long values are cut.
 *
 * @param change the command that asked for it, the same for all events of a change
 * @param index place in the change, from 0
 * @param size events in the change
 * @param time wall clock of the primary that decided it
 * @param actor who asked
 * @param origin the node that took the command
 * @param description what happened, and to what
 * @param fields those that became different; all of them where it is not known what was before
 * @param beforeKnown whether it is known what was before
 */
public record Change(
    long revision,
    String change,
    int index,
    int size,
    Instant time,
    String actor,
    String origin,
    EventDescription description,
    List<FieldChange> fields,
    boolean beforeKnown) {
  /** Characters of a value that are kept; the page is for reading, not for fetching content. */
  static final int LONGEST = 2_000;

  private static final int MOST_FIELDS = 200;

  static Change of(Step step) {
    Event event = step.event();
    EventDescription description = EventDescription.of(event);
    return new Change(
        event.getRevision(),
        event.getChangeId(),
        event.getChangeIndex(),
        event.getChangeSize(),
        event.getTime(),
        event.getActor(),
        event.getOrigin(),
        withoutFields(description),
        EntityDifference.of(state(step.before()), state(event)).stream()
            .limit(MOST_FIELDS)
            .map(field -> new FieldChange(field.name(), cut(field.before()), cut(field.after())))
            .toList(),
        step.known());
  }

  /** The whole state would be held for nothing: the difference is what is shown. */
  private static EventDescription withoutFields(EventDescription full) {
    return new EventDescription(
        full.family(),
        full.name(),
        full.scope(),
        full.key(),
        full.type(),
        full.operation(),
        full.sentence(),
        List.of());
  }

  /** The state that an event gave its entity; null for none. */
  private static SpecificRecord state(Event event) {
    if (event == null) {
      return null;
    }
    SpecificRecord payload = (SpecificRecord) event.getPayload();
    if (payload instanceof Extension extension) {
      return extension.getRemoved() ? null : payload;
    }
    // A removed node stays, so that it learns of it.
    boolean gone = payload.getSchema().getName().endsWith("Removed");
    return gone && !(payload instanceof NodeRemoved) ? null : payload;
  }

  private static String cut(String value) {
    if (value == null || value.length() <= LONGEST) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return value.substring(0, end) + "… (" + value.length() + " characters)";
  }
}
