package io.lockstep.cli.failure;

/** What to do about a node that could not be asked. */
public final class NodeRemedy {
  /** How to ask with a session, as the end of a sentence. */
  public static final String SESSION =
      "a session token with --token-file or LOCKSTEP_TOKEN: an admin makes one with"
          + " `lockstep token create --session`, and `lockstep up` renews that of a sandbox";

  private NodeRemedy() {}

  /** Only of a node that does not answer it can be said that it may be gone. */
  public static String of(Failure failure) {
    if (failure.exitCode() == ExitCodes.NOT_ALLOWED) {
      return "the node runs: give it " + SESSION;
    }
    return failure.isSilence()
        ? "start the node, or remove it if it is gone"
        : "the node runs: mend what it says, and see its log";
  }
}
