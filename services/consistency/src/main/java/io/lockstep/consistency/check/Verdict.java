package io.lockstep.consistency.check;

import java.util.List;
import java.util.Optional;

/**
 * What a check has found.
 *
 * @param kind the answer
 * @param order the longest order that was found; all that completed if the history is linearizable
 * @param blocked what had returned and could not be placed behind that order; empty if all could
 */
public record Verdict<O>(Kind kind, List<Operation<O>> order, Optional<Operation<O>> blocked) {
  /** The possible answers. */
  public enum Kind {
    /** There is an order. */
    LINEARIZABLE,
    /** There is none: every one was tried. */
    NOT_LINEARIZABLE,
    /** The budget was used up before either was clear. */
    UNKNOWN
  }

  /** Copies the order. */
  public Verdict {
    order = List.copyOf(order);
  }

  /** Whether there is an order. */
  public boolean isLinearizable() {
    return kind == Kind.LINEARIZABLE;
  }
}
