package io.lockstep.cli.output;

import io.lockstep.cli.client.ChangeAnswer;

/** What is said in the same way by several commands. */
public final class Sentences {
  private Sentences() {}

  /** {@code TEXT at revision 7}, or {@code TEXT at revisions 7 to 9}. */
  public static String at(String text, ChangeAnswer answer) {
    return answer.firstRevision() < answer.revision() && answer.firstRevision() > 0
        ? text + " at revisions " + answer.firstRevision() + " to " + answer.revision()
        : text + " at revision " + answer.revision();
  }

  /** {@code 1 change}, {@code 2 changes}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
