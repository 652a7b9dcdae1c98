package io.lockstep.cli.planted;

/**
 * A secret where it must not be, or a file that is less private than it must be.
 *
 * @param where a file, a record, an answer
 * @param kind of the secret; null for a file's mode
 * @param what which secret in which form, never its value
 */
record Finding(String where, Kind kind, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
