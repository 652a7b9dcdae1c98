package io.lockstep.log;

/**
 * Kafka did not do what was asked, and it is certain that nothing was written. The message names
 * the brokers and says what to do.
 */
public class LogUnavailableException extends RuntimeException {
  /** Takes a whole sentence and its cause, which may be null. */
  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Says that the brokers did not do {@code what}.
   *
   * @param what the attempt, such as "describe the topics"
   */
  public static LogUnavailableException because(
      LogConnection connection, String what, Throwable cause) {
    return new LogUnavailableException(
        "Kafka at "
            + connection.bootstrapServers()
            + " could not "
            + what
            + ": "
            + SecurityCauses.root(cause)
            + ". "
            + SecurityCauses.advice(cause),
        cause);
  }

  /** Whether the client lacks a right at the brokers: trying again soon will not help. */
  public boolean isForbidden() {
    return SecurityCauses.isForbidden(getCause());
  }
}
