package io.lockstep.log;

/**
 * Settings of the connection that no client can start with. The message names the settings and what
 * is wrong with them, and no password.
 */
public class LogSettingsException extends RuntimeException {
  /** Takes a whole sentence and its cause, which may be null. */
  public LogSettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
