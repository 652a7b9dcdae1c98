package io.lockstep.node.cluster;

/**
 * What a node answered to a write.
 *
 * @param revision of the last event if it was accepted, else 0
 * @param detail code or text for people
 */
public record Answer(Kind kind, long revision, String detail) {
  /** What is known of the write. */
  public enum Kind {
    /** Accepted, and applied on the node that answered. */
    ACCEPTED,
    /** Refused by the primary. */
    REFUSED,
    /** Durable, not decided in time (202). */
    PENDING,
    /** For certain not written (503). */
    NOT_WRITTEN,
    /** May be written or not (504, connection lost). */
    UNKNOWN
  }

  static Answer accepted(long revision) {
    return new Answer(Kind.ACCEPTED, revision, "");
  }

  static Answer of(Kind kind, String detail) {
    return new Answer(kind, 0, detail);
  }

  /** Whether it was accepted. */
  public boolean isAccepted() {
    return kind == Kind.ACCEPTED;
  }
}
