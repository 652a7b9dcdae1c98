package io.lockstep.node.replay;

import io.lockstep.log.codec.UnreadableRecordException.Kind;
import io.lockstep.log.tail.EventRecord;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.schema.Event;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.UnknownEventException;
import io.lockstep.trust.mac.MacVerdict;

/** Whether a record is one that a primary wrote, where it stands. Used by the tail thread. */
final class RecordGuard {
  private final LogTrust trust;

  RecordGuard(LogTrust trust) {
    this.trust = trust;
  }

  /**
   * What is wrong with a record that is no tombstone, as {@link Forgery#reason}; null if nothing
   * is.
   *
   * @param seen revision of the newest event before it
   */
  String problem(EventRecord record, long seen) {
    Event event = record.event();
    if (event == null) {
      return record.kind() == Kind.DAMAGED ? "cannot be read: " + record.unreadable() : null;
    }
    MacVerdict verdict = trust.verify(event, record.offset());
    if (verdict != MacVerdict.VALID) {
      return switch (verdict) {
        case ABSENT -> "has no MAC";
        case UNKNOWN_VERSION ->
            "names version %d of the cluster secret, which is not known"
                .formatted(event.getMacVersion());
        default -> "has a MAC that is not the cluster's";
      };
    }
    if (event.getRevision() <= seen) {
      return "has revision %d and stands behind revision %d: it was written again"
          .formatted(event.getRevision(), seen);
    }
    String entity = entity(event);
    return entity == null || entity.equals(record.key()) ? null : "is the state of " + entity;
  }

  /** The entity of an event; null where this version does not know its type. */
  private static String entity(Event event) {
    try {
      return EntityKeys.of(event);
    } catch (UnknownEventException e) {
      return null; // it is genuine, and ends the reading
    }
  }
}
