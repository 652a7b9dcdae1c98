package io.lockstep.log.journal;

import io.lockstep.state.replay.JournalVerdict;

/**
 * What an audit of the journal found.
 *
 * @param verdict intact, or the first revision that is wrong
 * @param offset of the record at which that was seen; -1 for none
 * @param span what was read
 * @param unreadable how many records cannot be read
 */
public record JournalFinding(
    JournalVerdict verdict, long offset, JournalSpan span, long unreadable) {
  /** Whether every revision stands once, in order, as it was written. */
  public boolean isIntact() {
    return verdict instanceof JournalVerdict.Intact;
  }
}
