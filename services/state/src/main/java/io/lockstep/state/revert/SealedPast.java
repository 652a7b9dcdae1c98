package io.lockstep.state.revert;

import io.lockstep.schema.Envelope;
import java.util.Optional;

/** What a planner has to know of sealed values without seeing what is in them. */
public interface SealedPast {
  /** Whether two envelopes of an entity have the same in them; false where one does not open. */
  boolean same(Envelope one, Envelope other, String entity);

  /**
   * An envelope with the same in it that can be written now: itself, or sealed anew. Empty if it
   * does not open any more.
   */
  Optional<Envelope> usable(Envelope old, String entity);
}
