package io.lockstep.node.replay;

import io.lockstep.log.tail.EventRecord;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.UnknownEventException;
import io.lockstep.trust.mac.MacVerdict;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A record with all that can be found out about it without those before it: most of the work with
 * it, and no matter in which order or by which thread.
 *
 * @param verdict what its MAC proves with the versions of the secret that were known; null if it
 *     has no event
 * @param entity what its event makes; null if it is none of a primary's, or cannot be read
 */
record CheckedRecord(EventRecord record, MacVerdict verdict, Entity entity) {
  /** So many are worth the while of other processors. */
  private static final int MANY = 500;

  /** Checks records; many of them on all processors. The order is kept. */
  static List<CheckedRecord> of(List<EventRecord> records, LogTrust trust) {
    Stream<EventRecord> each = records.size() < MANY ? records.stream() : records.parallelStream();
    return each.map(record -> of(record, trust)).toList();
  }

  private static CheckedRecord of(EventRecord record, LogTrust trust) {
    Event event = record.event();
    if (event == null) {
      return new CheckedRecord(record, null, null);
    }
    ByteBuffer encoding = record.encoding();
    // What was not signed as it stands there may encode the same event in another way.
    return encoding != null && trust.proves(event, encoding)
        ? new CheckedRecord(record, MacVerdict.VALID, entity(event, encoding))
        : of(record, trust.verify(event));
  }

  /** A record with an event, whose MAC proves that. */
  static CheckedRecord of(EventRecord record, MacVerdict verdict) {
    Entity entity = verdict == MacVerdict.VALID ? entity(record.event(), null) : null;
    return new CheckedRecord(record, verdict, entity);
  }

  private static Entity entity(Event event, ByteBuffer encoding) {
    try {
      return ClusterDelta.entity(event, encoding);
    } catch (UnknownEventException e) {
      return null; // it is genuine, and ends the reading
    }
  }
}
