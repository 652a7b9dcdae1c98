package io.lockstep.consistency.check;

/**
 * How much a check may do before it answers that it does not know. Counted, not timed, so that the
 * same history has the same answer on every machine.
 *
 * @param steps operations that are tried, at least 1; about ten million a second
 * @param words memory for what was tried already, in units of 8 bytes, at least 1
 */
public record Budget(long steps, long words) {
  /** About half a minute and 128 MiB. */
  public static final Budget USUAL = new Budget(300_000_000L, 16L << 20);

  /** Checks the bounds. */
  public Budget {
    if (steps < 1 || words < 1) {
      throw new IllegalArgumentException(
          "a budget of " + steps + " steps and " + words + " words checks nothing; give 1 or more");
    }
  }
}
