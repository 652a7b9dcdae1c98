package io.lockstep.state.decide;

import io.lockstep.schema.Event;
import java.util.List;

/**
 * What puts the log right again.
 *
 * @param events to be written as one change; empty where none of the keys is an entity's
 * @param unknown the keys that are no entity's, to be written as tombstones
 */
public record Repair(List<Event> events, List<String> unknown) {}
