package io.lockstep.trust;

/**
 * Something is not trusted. The code is stable; the message names the thing, what was wanted and
 * what to do, and never holds a secret.
 */
public abstract class TrustException extends RuntimeException {
  private final String code;

  /**
   * A refusal.
   *
   * @param code lower-case words joined by hyphens
   */
  protected TrustException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable code, lower-case words joined by hyphens. */
  public final String code() {
    return code;
  }
}
