package io.lockstep.consistency.history;

import io.lockstep.consistency.history.Call.Kind;
import io.lockstep.consistency.history.Call.Outcome;

/** Calls of tests, in short. */
final class Made {
  private Made() {}

  static Call write(long start, long end, String value, long revision) {
    return call(start, end, Kind.WRITE, value, 0, Outcome.DONE, null, revision);
  }

  static Call write(long start, String value, Outcome outcome) {
    return call(start, start + 1, Kind.WRITE, value, 0, outcome, null, 0);
  }

  static Call read(long start, long end, String value, long revision) {
    return call(start, end, Kind.READ, null, 0, Outcome.DONE, value, revision);
  }

  static Call swap(long start, long end, long expected, String value, long revision) {
    return call(start, end, Kind.COMPARE_AND_SET, value, expected, Outcome.DONE, null, revision);
  }

  static Call conflict(long start, long end, long expected, String seen, long revision) {
    return call(
        start, end, Kind.COMPARE_AND_SET, "x" + start, expected, Outcome.CONFLICT, seen, revision);
  }

  private static Call call(
      long start,
      long end,
      Kind kind,
      String argument,
      long expected,
      Outcome outcome,
      String value,
      long revision) {
    return new Call(
        "c1",
        "n1",
        "id" + start,
        "k",
        kind,
        argument,
        expected,
        start,
        end,
        outcome,
        value,
        revision,
        0);
  }
}
