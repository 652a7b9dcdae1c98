package io.lockstep.materialize.check;

import java.util.Objects;

/**
 * What a look at one thing has found.
 *
 * @param check which check looked, such as {@code broker}, or the name that a profile gives
 * @param subject what it looked at: a host and its address, a file, a node
 * @param result how that is
 * @param what what was found; never a secret
 * @param remedy what to do; empty where nothing is
 * @param millis how long the look took
 */
public record CheckResult(
    String check, String subject, Verdict result, String what, String remedy, long millis) {
  /** Refuses null. */
  public CheckResult {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(remedy, "remedy");
  }
}
