package io.lockstep.log.journal;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.state.replay.JournalVerdict;
import io.lockstep.state.replay.JournalVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Verifies the topic "journal" while it is read. For one use, by one thread. */
public final class JournalAudit {
  private final JournalVerifier verifier = new JournalVerifier();
  private final MacAudit macs = new MacAudit();
  private JournalVerdict wrong;
  private long offset = -1;
  private final List<Long> unreadableAt = new ArrayList<>();
  private long unreadable;

  private JournalAudit() {}

  /**
   * Reads the whole journal and verifies its chain; memory does not depend on its length.
   *
   * @throws io.lockstep.log.LogUnavailableException if the brokers do not answer
   * @throws io.lockstep.log.codec.RegistryUnavailableException if a schema was never seen and the
   *     registry does not answer
   */
  public static JournalFinding run(LogConnection connection, Codecs codecs) {
    return run(connection, codecs, Optional.empty(), entry -> {});
  }

  /**
   * Reads the whole journal and verifies its chain and, with the secret, its MACs.
   *
   * @param macs makes a check of MACs for each thread
   * @param watcher sees every record in the order of the topic, on the caller's thread, after it
   *     was verified
   */
  public static JournalFinding run(
      LogConnection connection,
      Codecs codecs,
      Optional<Supplier<MacCheck>> macs,
      Consumer<AuditedEntry> watcher) {
    JournalAudit audit = new JournalAudit();
    JournalSpan span =
        InspectedJournal.read(
            connection,
            codecs,
            macs.orElse(null),
            entry -> {
              audit.take(entry);
              watcher.accept(entry);
            });
    return new JournalFinding(
        audit.verifier.verdict(),
        audit.offset,
        span,
        audit.unreadable,
        List.copyOf(audit.unreadableAt),
        macs.map(checked -> audit.macs.finding()));
  }

  /**
   * Reads the whole journal as {@link #run} does, and verifies nothing.
   *
   * @param handler takes every record in the order of the topic, on the caller's thread
   */
  public static JournalSpan scan(
      LogConnection connection, Codecs codecs, Consumer<AuditedEntry> handler) {
    return InspectedJournal.read(connection, codecs, null, handler);
  }

  private void take(AuditedEntry entry) {
    macs.take(entry);
    if (!isNext(entry)) {
      verify(entry.record());
    }
    JournalVerdict now = verifier.isBroken() ? verifier.verdict() : null;
    if (now != wrong) {
      wrong = now;
      offset = now == null ? -1 : entry.offset();
    }
  }

  private boolean isNext(AuditedEntry entry) {
    EncodedEntry encoded = entry.encoded();
    return entry.isChained()
        && verifier.takeNext(
            encoded.revision, encoded.record(), encoded.previousHash, encoded.hash);
  }

  private void verify(JournalRecord record) {
    if (record.isReadable()) {
      verifier.take(record.key(), record.entry(), record.eventBytes());
    } else {
      unreadable++;
      if (unreadableAt.size() < JournalFinding.MOST_OFFSETS) {
        unreadableAt.add(record.offset());
      }
      verifier.takeUnreadable(record.key(), record.unreadable());
    }
  }
}
