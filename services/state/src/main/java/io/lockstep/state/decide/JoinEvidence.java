package io.lockstep.state.decide;

/**
 * What the primary found out about a join before it is decided. Proofs and sealed values are opened
 * outside of the decider, which stays free of keys.
 *
 * @param secretProven whether the joiner has proven that it holds the version of the cluster secret
 *     whose fingerprint it names
 * @param tokenId id of the join token whose value it has shown; null where it has shown none, or
 *     one that does not belong to the id it names
 * @param skewMillis milliseconds that its clock was ahead of the broker's when it asked; negative
 *     where it was behind
 */
public record JoinEvidence(boolean secretProven, String tokenId, long skewMillis) {
  /** Nothing is proven. */
  public static final JoinEvidence NONE = new JoinEvidence(false, null, 0);
}
