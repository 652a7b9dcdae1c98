package io.lockstep.log.journal;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.state.replay.JournalVerifier;

/** Verifies the topic "journal" while it is read. For one use, by one thread. */
public final class JournalAudit {
  private final JournalVerifier verifier = new JournalVerifier();
  private long offset = -1;
  private long unreadable;

  private JournalAudit() {}

  /**
   * Reads the whole journal and verifies it; memory does not depend on its length.
   *
   * @throws io.lockstep.log.LogUnavailableException if the brokers do not answer
   * @throws io.lockstep.log.codec.RegistryUnavailableException if a schema was never seen and the
   *     registry does not answer
   */
  public static JournalFinding run(LogConnection connection, Codecs codecs) {
    JournalAudit audit = new JournalAudit();
    JournalSpan span = new JournalReader(connection, codecs).read(audit::take);
    return new JournalFinding(audit.verifier.verdict(), audit.offset, span, audit.unreadable);
  }

  private void take(JournalRecord record) {
    if (record.isReadable()) {
      verifier.take(record.key(), record.entry(), record.eventBytes());
    } else {
      unreadable++;
      verifier.takeUnreadable(record.unreadable());
    }
    if (offset < 0 && verifier.isBroken()) {
      offset = record.offset();
    }
  }
}
