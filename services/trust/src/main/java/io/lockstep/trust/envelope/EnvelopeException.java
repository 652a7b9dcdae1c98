package io.lockstep.trust.envelope;

import io.lockstep.trust.TrustException;

/** An envelope cannot be opened. */
public final class EnvelopeException extends TrustException {
  /** This node has not the version of the secret that it was sealed with. */
  public static final String UNKNOWN_VERSION = "envelope-unknown-version";

  /** It was altered, or was made for another cluster, entity or version. */
  public static final String ALTERED = "envelope-altered";

  EnvelopeException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
