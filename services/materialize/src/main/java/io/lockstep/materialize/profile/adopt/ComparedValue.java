package io.lockstep.materialize.profile.adopt;

/**
 * A value that was found, beside what holds on the node.
 *
 * @param found what was found
 * @param scope where the value that holds stands; {@code shared} where none does
 * @param state how they compare
 */
public record ComparedValue(FoundValue found, String scope, State state) {
  /** How a value that was found compares. */
  public enum State {
    /** The parameter has no value. */
    NEW,
    /** It has this one. */
    SAME,
    /** It has another, or one that cannot be seen. */
    DIFFERS
  }
}
