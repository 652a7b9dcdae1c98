package io.lockstep.status.timeline;

import io.lockstep.schema.Event;

/**
 * An event and the state that it replaced.
 *
 * @param event what happened
 * @param before the event that gave its entity its state before; null for none, or none known
 * @param known whether it is known what was before, so that null means nothing
 */
record Step(Event event, Event before, boolean known) {}
