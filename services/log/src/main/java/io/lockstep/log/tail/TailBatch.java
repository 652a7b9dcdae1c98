package io.lockstep.log.tail;

import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import java.util.List;

/**
 * What one poll brought. Each list is in the order of its topic; between topics there is no order.
 *
 * @param events records of the topic "events"
 * @param outcomes outcomes of commands
 * @param reports reports of nodes
 * @param eventsPosition offset in "events" that is read next; past transaction markers, so it
 *     reaches the end of the topic when all is read
 * @param outcomesPosition the same in "outcomes"
 * @param answered whether "events" can be read, as far as is known: outcomes and reports come from
 *     leaders of their own, and go on coming while that of "events" does not answer
 */
public record TailBatch(
    List<EventRecord> events,
    List<Outcome> outcomes,
    List<NodeReport> reports,
    long eventsPosition,
    long outcomesPosition,
    boolean answered) {
  /** Whether it brings no record. */
  public boolean isEmpty() {
    return events.isEmpty() && outcomes.isEmpty() && reports.isEmpty();
  }
}
