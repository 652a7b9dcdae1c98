package io.lockstep.log.append;

/**
 * The broker was asked to commit and did not answer: the batch is in the log or not. Fence again,
 * which ends what is under way either way, and read the log to its end.
 */
public class CommitUnknownException extends RuntimeException {
  /** Takes a whole sentence and its cause. */
  public CommitUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
