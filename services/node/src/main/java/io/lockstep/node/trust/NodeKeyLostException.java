package io.lockstep.node.trust;

import io.lockstep.trust.TrustException;

/** The node's key is not the one by which the cluster knows it, so nobody would believe it. */
public final class NodeKeyLostException extends TrustException {
  /** Its stable code. */
  public static final String CODE = "node-key-lost";

  private static final long serialVersionUID = 1L;

  NodeKeyLostException(String message) {
    super(CODE, message, null);
  }
}
