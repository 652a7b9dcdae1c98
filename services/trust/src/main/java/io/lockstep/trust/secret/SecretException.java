package io.lockstep.trust.secret;

import io.lockstep.trust.TrustException;

/** A cluster secret is refused. */
public final class SecretException extends TrustException {
  /** It has not 1,024 bytes. */
  public static final String LENGTH = "secret-length";

  /** It is not random. */
  public static final String NOT_RANDOM = "secret-not-random";

  /** It is not the cluster's. */
  public static final String MISMATCH = "secret-mismatch";

  SecretException(String code, String message) {
    super(code, message, null);
  }
}
