package io.lockstep.trust.mac;

/** What the MAC of an event proves. */
public enum MacVerdict {
  /** The event is as a holder of the cluster secret wrote it, for this cluster. */
  VALID,
  /** The event has no MAC. */
  ABSENT,
  /** The event names a version of the secret that this node has not. */
  UNKNOWN_VERSION,
  /** The event was altered, or written for another cluster or by somebody without the secret. */
  WRONG
}
