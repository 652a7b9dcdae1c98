package io.lockstep.consistency.check;

import java.util.Optional;

/**
 * A parameter as Lockstep's API has it: a value and the revision that gave it. Revisions of the
 * cluster rise, so that each write has a higher one than what it replaces. A compare-and-set names
 * the revision that it replaces, 0 for none.
 */
public final class Register implements Model<Register.State, Register.Action> {
  /**
   * What the parameter is.
   *
   * @param value null if it has none
   * @param revision 0 if it has none
   */
  public record State(String value, long revision) {
    /** Before the first write. */
    public static final State ABSENT = new State(null, 0);

    @Override
    public String toString() {
      return revision == 0 ? "nothing" : value + "@" + revision;
    }
  }

  /** An operation, with what was answered to it. */
  public sealed interface Action {}

  /** A read that saw this state. */
  public record Read(State seen) implements Action {
    @Override
    public String toString() {
      return "read -> " + seen;
    }
  }

  /** A write that made this state, whatever was there. */
  public record Write(State made) implements Action {
    @Override
    public String toString() {
      return "write -> " + made;
    }
  }

  /** A compare-and-set that found the expected revision and made this state. */
  public record Swap(long expected, State made) implements Action {
    @Override
    public String toString() {
      return "compare-and-set of revision " + expected + " -> " + made;
    }
  }

  /** A compare-and-set that was refused because this state was there. */
  public record Conflict(long expected, State seen) implements Action {
    @Override
    public String toString() {
      return "compare-and-set of revision " + expected + " -> conflict with " + seen;
    }
  }

  @Override
  public State initial() {
    return State.ABSENT;
  }

  @Override
  public Optional<State> step(State state, Action action) {
    if (action instanceof Read read) {
      return legal(read.seen().equals(state), state);
    } else if (action instanceof Write write) {
      return legal(write.made().revision() > state.revision(), write.made());
    } else if (action instanceof Swap swap) {
      return legal(
          swap.expected() == state.revision() && swap.made().revision() > state.revision(),
          swap.made());
    }
    Conflict conflict = (Conflict) action;
    return legal(conflict.expected() != state.revision() && conflict.seen().equals(state), state);
  }

  private static Optional<State> legal(boolean legal, State after) {
    return legal ? Optional.of(after) : Optional.empty();
  }
}
