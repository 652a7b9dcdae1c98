package io.lockstep.log.tail;

import io.lockstep.schema.Event;

/**
 * A record of the topic "events".
 *
 * @param offset its place in the topic
 * @param key key of the entity
 * @param event the event; null for a tombstone, and for a record that cannot be read
 * @param unreadable why the record cannot be read; null if it can, and for a tombstone
 */
public record EventRecord(long offset, String key, Event event, String unreadable) {
  /** Whether it is a tombstone: its entity was removed, and every member has passed that. */
  public boolean isTombstone() {
    return event == null && unreadable == null;
  }
}
