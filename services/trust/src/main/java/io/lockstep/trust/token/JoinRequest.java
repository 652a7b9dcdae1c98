package io.lockstep.trust.token;

/**
 * What a joiner proves the cluster secret for.
 *
 * @param cluster that it wants to join
 * @param tokenId id of its join token; empty where none is needed
 * @param node its id
 * @param publicKey its Ed25519 public key, X.509 SubjectPublicKeyInfo, DER
 */
public record JoinRequest(String cluster, String tokenId, String node, byte[] publicKey) {}
