package io.lockstep.trust.rotation;

import io.lockstep.trust.TrustException;

/** A key file or a sealed version of the secret is refused. */
public final class RotationException extends TrustException {
  /** A file holds no X25519 key. */
  public static final String KEY_UNREADABLE = "sealing-key-unreadable";

  /** A public key is none. */
  public static final String KEY_UNSOUND = "sealing-key-unsound";

  RotationException(String code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
