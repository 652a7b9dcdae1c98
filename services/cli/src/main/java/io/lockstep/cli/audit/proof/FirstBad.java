package io.lockstep.cli.audit.proof;

/** Counts what is bad and keeps the one with the lowest revision. Used by one thread. */
final class FirstBad {
  private long count;
  private long revision;
  private long offset = -1;
  private String reason;

  void take(long badRevision, long badOffset, String why) {
    count++;
    if (reason == null || badRevision < revision) {
      revision = badRevision;
      offset = badOffset;
      reason = why;
    }
  }

  long count() {
    return count;
  }

  /** 0 for none. */
  long revision() {
    return revision;
  }

  /** -1 for none. */
  long offset() {
    return offset;
  }

  /** Null for none. */
  String reason() {
    return reason;
  }
}
