package io.lockstep.trust.token;

/** What a join proof proves. */
public enum ProofVerdict {
  /** The joiner has the cluster secret, and meant this token, node and key. */
  VALID,
  /** There is none, or it has not the form of one. */
  MALFORMED,
  /** It names a version of the secret that this node has not. */
  UNKNOWN_VERSION,
  /** The joiner has another secret, or meant another cluster, token, node or key. */
  WRONG
}
