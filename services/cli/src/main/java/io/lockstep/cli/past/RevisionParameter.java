package io.lockstep.cli.past;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;

/** Checks revisions that were given. */
final class RevisionParameter {
  private RevisionParameter() {}

  /** The revision, which is at least that. */
  static long require(String name, long revision, long least) {
    if (revision < least) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          name + " is " + revision + ", wanted a revision from " + least + " on");
    }
    return revision;
  }
}
