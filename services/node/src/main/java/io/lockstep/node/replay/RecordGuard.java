package io.lockstep.node.replay;

import io.lockstep.log.codec.UnreadableRecordException.Kind;
import io.lockstep.log.tail.EventRecord;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.schema.Event;
import io.lockstep.state.image.Entity;
import io.lockstep.trust.mac.MacVerdict;

/** Whether a record is one that a primary wrote, where it stands. Used by the tail thread. */
final class RecordGuard {
  private final LogTrust trust;

  RecordGuard(LogTrust trust) {
    this.trust = trust;
  }

  /** The record, checked anew if it names a version of the secret that was not known before. */
  CheckedRecord settled(CheckedRecord checked) {
    if (checked.verdict() != MacVerdict.UNKNOWN_VERSION) {
      return checked;
    }
    EventRecord record = checked.record();
    return CheckedRecord.of(record, trust.verify(record.event(), record.offset()));
  }

  /**
   * What is wrong with a record that is no tombstone, as {@link Forgery#reason}; null if nothing
   * is.
   *
   * @param seen revision of the newest event before it
   */
  String problem(CheckedRecord checked, long seen) {
    EventRecord record = checked.record();
    Event event = record.event();
    if (event == null) {
      return record.kind() == Kind.DAMAGED ? "cannot be read: " + record.unreadable() : null;
    }
    MacVerdict verdict = checked.verdict();
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
    Entity entity = checked.entity(); // null: it is genuine, and ends the reading
    return entity == null || entity.key().equals(record.key())
        ? null
        : "is the state of " + entity.key();
  }
}
