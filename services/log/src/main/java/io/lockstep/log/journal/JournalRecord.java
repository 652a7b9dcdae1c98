package io.lockstep.log.journal;

import io.lockstep.schema.JournalEntry;
import java.nio.ByteBuffer;

/**
 * A record of the topic "journal".
 *
 * @param offset in the topic
 * @param key as it stands there; null for none
 * @param entry null where the record cannot be read
 * @param eventBytes the event's encoding as it stands in the record, not to be changed; null where
 *     the record cannot be read
 * @param unreadable why it cannot be read; null where it can
 */
public record JournalRecord(
    long offset, String key, JournalEntry entry, ByteBuffer eventBytes, String unreadable) {
  /** Whether it has an entry. */
  public boolean isReadable() {
    return entry != null;
  }
}
