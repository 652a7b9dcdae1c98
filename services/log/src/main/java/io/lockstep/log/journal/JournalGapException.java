package io.lockstep.log.journal;

/** The journal lacks a revision that it should have. */
public final class JournalGapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long missing;
  private final long found;

  JournalGapException(long missing, long found) {
    super(
        "the journal lacks revision %d, revision %d stands in its place; run lockstep audit verify"
            .formatted(missing, found));
    this.missing = missing;
    this.found = found;
  }

  /** The first revision that is not there. */
  public long missing() {
    return missing;
  }

  /** The first one behind it that is. */
  public long found() {
    return found;
  }
}
