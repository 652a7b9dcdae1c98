package io.lockstep.sandbox;

/**
 * The sandbox cannot do what was asked. The message is meant for the person at the terminal: it
 * names the thing, its value, what was wanted and what to do.
 */
public class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SandboxException(String message) {
    super(message);
  }

  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
