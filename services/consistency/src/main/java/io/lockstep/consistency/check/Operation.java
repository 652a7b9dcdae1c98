package io.lockstep.consistency.check;

/**
 * An operation of a history. It took effect at one moment from its call to its return. One that
 * never returned may take effect at any time behind its call, or never.
 *
 * @param call when it was asked for, in nanoseconds of a clock that only rises
 * @param end when its answer was there; {@link #NEVER} if none came
 * @param what it was, with what was answered
 */
public record Operation<O>(long call, long end, O what) {
  /** The end of an operation whose outcome is not known. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if it ends before it was called
   */
  public Operation {
    if (end < call) {
      throw new IllegalArgumentException(
          "operation " + what + " ends at " + end + ", before its call at " + call);
    }
  }

  /** Whether its answer is known, so that it must have happened. */
  public boolean isCompleted() {
    return end != NEVER;
  }
}
