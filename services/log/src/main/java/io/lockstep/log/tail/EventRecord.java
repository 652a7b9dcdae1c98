package io.lockstep.log.tail;

import io.lockstep.log.codec.UnreadableRecordException.Kind;
import io.lockstep.schema.Event;
import java.nio.ByteBuffer;

/**
 * A record of the topic "events".
 *
 * @param offset its place in the topic
 * @param key key of the entity
 * @param event the event; null for a tombstone, and for a record that cannot be read
 * @param unreadable why the record cannot be read; null if it can, and for a tombstone
 * @param kind what keeps it from being read; null if nothing does
 * @param encoding of the event, in an array that ends where it ends; null unless it was written
 *     with the schema that this version has
 */
public record EventRecord(
    long offset, String key, Event event, String unreadable, Kind kind, ByteBuffer encoding) {
  /** One that can be read, or, with a reason, one of a newer version. */
  public EventRecord(long offset, String key, Event event, String unreadable) {
    this(offset, key, event, unreadable, unreadable == null ? null : Kind.NEWER, null);
  }

  /** One whose encoding is not known. */
  public EventRecord(long offset, String key, Event event, String unreadable, Kind kind) {
    this(offset, key, event, unreadable, kind, null);
  }

  /** Whether it is a tombstone: its entity was removed, and every member has passed that. */
  public boolean isTombstone() {
    return event == null && unreadable == null;
  }
}
