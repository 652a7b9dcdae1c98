package io.lockstep.consistency.check;

import java.util.Optional;

/**
 * What one thing does when operations come one after another. Implementations are pure.
 *
 * @param <S> its state; immutable, with {@code equals} and {@code hashCode}
 * @param <O> an operation, with what was answered to it
 */
public interface Model<S, O> {
  /** The state before the first operation. */
  S initial();

  /**
   * Lets an operation happen.
   *
   * @return the state behind it; empty if that answer is impossible in this state
   */
  Optional<S> step(S state, O operation);
}
