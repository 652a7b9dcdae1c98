package io.lockstep.log.append;

import io.lockstep.schema.Event;

/**
 * An event and the key that it is written under.
 *
 * @param key key of the entity that the event is the state of
 * @param event the event
 */
public record KeyedEvent(String key, Event event) {}
