package io.lockstep.status.past;

/** No node answered. Says why and what to do. */
public final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  /** What it means for who asked. */
  public enum Kind {
    /** Nothing was asked of a node. */
    UNAVAILABLE("nodes-unavailable"),
    /** Too many ask at the same time. */
    BUSY("busy"),
    /** The answer is none that can be handed on. */
    BAD_ANSWER("bad-answer"),
    /** The node did not answer in time; nothing was changed. */
    TIMEOUT("timeout"),
    /** The node may have made the change. */
    OUTCOME_UNKNOWN("outcome-unknown");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Stable, for programs. */
    public String code() {
      return code;
    }
  }

  private final Kind kind;

  NoAnswerException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What it means for who asked. */
  public Kind kind() {
    return kind;
  }
}
