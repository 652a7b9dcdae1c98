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
            + describe(cause)
            + ". Check that kafka.bootstrap.servers is right, that the brokers run, and that the"
            + " kafka.security settings fit",
        cause);
  }

  private static String describe(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String name = root.getClass().getSimpleName();
    return root.getMessage() == null ? name : name + " (" + root.getMessage() + ")";
  }
}
