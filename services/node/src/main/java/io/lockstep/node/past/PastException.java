package io.lockstep.node.past;

/** The past cannot be told. */
public final class PastException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Code {
    /** The journal does not reach back so far. */
    HISTORY_INCOMPLETE,
    /** No event has had that revision yet. */
    REVISION_UNKNOWN,
    /** The journal is not as it was written. */
    HISTORY_DAMAGED,
    /** Something in it is of a kind that this version does not know. */
    HISTORY_UNREADABLE,
    /** Too many ask at once. */
    HISTORY_BUSY;

    /** Stable, lower-case words joined by hyphens. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  private final Code code;

  PastException(Code code, String message) {
    super(message, null, false, false); // no stack: this is an answer, not a fault
    this.code = code;
  }

  /** Why. */
  public Code code() {
    return code;
  }

  static PastException incomplete(long revision, long first) {
    return new PastException(
        Code.HISTORY_INCOMPLETE,
        "the journal begins with revision %d, older records were deleted, so revision %d cannot be"
                .formatted(first, revision)
            + " told; ask for a state or changes that do not need them");
  }

  static PastException unknown(long revision, long last) {
    return new PastException(
        Code.REVISION_UNKNOWN,
        "there is no revision %d yet, the newest is %d".formatted(revision, last));
  }

  static PastException damaged(String what) {
    return new PastException(Code.HISTORY_DAMAGED, what);
  }
}
