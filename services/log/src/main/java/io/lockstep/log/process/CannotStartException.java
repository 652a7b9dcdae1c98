package io.lockstep.log.process;

/** Why a process does not start, in words for an operator, with its exit code. */
public final class CannotStartException extends RuntimeException {
  /** Exit code: failed. */
  public static final int FAILED = 1;

  /** Exit code: the settings are wrong. */
  public static final int USAGE = 2;

  /** Exit code: brokers or registry do not answer. */
  public static final int UNAVAILABLE = 5;

  /** Exit code: refused by a check. */
  public static final int REFUSED = 6;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** With the exit code of the process, and what is wrong and what to do about it. */
  public CannotStartException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
