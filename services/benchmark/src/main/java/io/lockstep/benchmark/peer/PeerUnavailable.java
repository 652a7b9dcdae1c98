package io.lockstep.benchmark.peer;

/** A peer cannot be measured; the message says which, why, and what to do. */
public final class PeerUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  /** With the reason as it stands in the table. */
  public PeerUnavailable(String message) {
    super(message);
  }
}
