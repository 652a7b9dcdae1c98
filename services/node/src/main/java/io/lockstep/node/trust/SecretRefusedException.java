package io.lockstep.node.trust;

import io.lockstep.trust.TrustException;

/** The node's secret is not the cluster's. */
public final class SecretRefusedException extends TrustException {
  /** It is another one, or an old one. */
  public static final String MISMATCH = "secret-mismatch";

  /** The cluster was founded without one. */
  public static final String UNFOUNDED = "secret-not-founded";

  private static final long serialVersionUID = 1L;

  SecretRefusedException(String code, String message) {
    super(code, message, null);
  }
}
