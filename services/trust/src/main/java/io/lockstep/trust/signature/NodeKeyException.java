package io.lockstep.trust.signature;

import io.lockstep.trust.TrustException;

/** The file of a node's key is private as it should be, but does not hold such a key. */
public final class NodeKeyException extends TrustException {
  /** Its stable code. */
  public static final String UNREADABLE = "node-key-unreadable";

  NodeKeyException(String message) {
    super(UNREADABLE, message, null);
  }
}
