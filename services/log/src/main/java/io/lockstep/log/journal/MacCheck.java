package io.lockstep.log.journal;

import io.lockstep.schema.Event;
import java.util.function.Supplier;

/**
 * Proves by their MACs that events were written by holders of the cluster secret, which this module
 * does not know. Used by one thread; several threads get one each from a {@link Supplier}.
 */
public interface MacCheck {
  /** What the MAC of an event proves. */
  enum Result {
    /** A holder of the secret wrote it. */
    VALID,
    /** It has no MAC. */
    ABSENT,
    /** It was altered, or written by somebody without the secret. */
    WRONG,
    /** It names a version of the secret that is not at hand. */
    UNKNOWN_VERSION
  }

  /**
   * Checks an event as it stands in its record; {@link Result#WRONG} may also mean that it must be
   * encoded anew, since it was written with its maps in another order.
   */
  Result check(EncodedEntry entry);

  /** Checks an event, whatever it was encoded like. */
  Result check(Event event);
}
