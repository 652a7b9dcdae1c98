package io.lockstep.status.timeline;

import io.lockstep.schema.Event;
import io.lockstep.schema.Extension;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Puts to each of the newest events of the journal the one before of the same entity. Holds so many
 * events, and where each entity's newest stands; older ones are read again. Used by one thread.
 */
final class Steps {
  /** An event, where it stands, and where the one before of its entity stands. */
  private record Placed(Event event, long offset, long before, boolean known) {}

  private final int keep;
  private final LastPlaces places;
  private final RevisionOrder<Long> order = new RevisionOrder<>();
  private final Deque<Placed> newest = new ArrayDeque<>();
  private final Map<Long, Event> byOffset = new HashMap<>();
  private int untold;
  private boolean complete;

  /**
   * Knows nothing yet.
   *
   * @param keep events to hold
   * @param complete whether it begins with the first event of all
   */
  Steps(int keep, LastPlaces places, boolean complete) {
    this.keep = keep;
    this.places = places;
    this.complete = complete;
  }

  /** Takes the next record. */
  void take(JournalEntry entry, long offset) {
    for (RevisionOrder.Item<Long> item : order.take(entry, offset)) {
      add(item.entry().getEvent(), item.with());
    }
  }

  /** A record cannot be read: what follows it is not the next revision. */
  void takeUnreadable() {
    order.clear();
    complete = false;
  }

  private void add(Event event, long offset) {
    long before = places.put(entity(event), offset);
    boolean known = before != LastPlaces.NONE || complete && !places.hasForgotten();
    newest.addLast(new Placed(event, offset, before, known));
    byOffset.put(offset, event);
    untold = Math.min(untold + 1, keep);
    if (newest.size() > keep) {
      byOffset.remove(newest.removeFirst().offset());
    }
  }

  /**
   * The steps since the last call, the oldest first; of more than are held the newest.
   *
   * @param past reads the event at an offset again; what it throws leaves everything as it was
   */
  List<Step> tell(LongFunction<Optional<Event>> past) {
    List<Step> steps = new ArrayList<>();
    newest.stream().skip(newest.size() - untold).forEach(placed -> steps.add(step(placed, past)));
    untold = 0;
    return steps;
  }

  private Step step(Placed placed, LongFunction<Optional<Event>> past) {
    if (placed.before() == LastPlaces.NONE) {
      return new Step(placed.event(), null, placed.known());
    }
    Event held = byOffset.get(placed.before());
    Optional<Event> before = held != null ? Optional.of(held) : past.apply(placed.before());
    String entity = entity(placed.event());
    return before
        .filter(event -> entity(event).equals(entity)) // two may have the same hash
        .map(event -> new Step(placed.event(), event, true))
        .orElseGet(() -> new Step(placed.event(), null, false));
  }

  /** The key of the entity that an event is about. */
  static String entity(Event event) {
    return event.getPayload() instanceof Extension extension
        ? extension.getEntity()
        : EntityKeys.of(event);
  }
}
