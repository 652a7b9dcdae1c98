package io.lockstep.log.journal;

import io.lockstep.state.replay.JournalVerdict;
import java.util.List;
import java.util.Optional;

/**
 * What an audit of the journal found.
 *
 * @param verdict what the chain of hashes says: intact, or the first revision that is wrong
 * @param offset of the record at which that was seen; -1 for none
 * @param span what was read
 * @param unreadable how many records cannot be read: foreign ones, which the chain passes over
 * @param unreadableAt offsets of the first of them, at most {@value #MOST_OFFSETS}
 * @param macs what the MACs prove; empty where there was no secret to check them with
 */
public record JournalFinding(
    JournalVerdict verdict,
    long offset,
    JournalSpan span,
    long unreadable,
    List<Long> unreadableAt,
    Optional<MacFinding> macs) {
  /** Of how many unreadable records it is told where they stand. */
  public static final int MOST_OFFSETS = 10;

  /** Whether every revision stands once, in order, as it was written, with no bad MAC. */
  public boolean isIntact() {
    return verdict instanceof JournalVerdict.Intact && macs.map(MacFinding::bad).orElse(0L) == 0;
  }
}
