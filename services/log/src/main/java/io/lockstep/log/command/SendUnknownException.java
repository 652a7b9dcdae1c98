package io.lockstep.log.command;

/**
 * A command was handed to Kafka and its arrival was not confirmed: it may be decided, or never be.
 * Sending it again under the same id is safe.
 */
public class SendUnknownException extends RuntimeException {
  /** Takes a whole sentence and its cause. */
  public SendUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
