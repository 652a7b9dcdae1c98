package io.lockstep.cli.client;

/**
 * The certificate of an authority that all nodes trust.
 *
 * @param id lower-case hexadecimal SHA-256 of the certificate
 * @param owner the node whose authority it is; null for one that an operator published
 * @param notAfter ISO 8601, UTC
 */
public record AnchorItem(String id, String owner, String subject, String notAfter, long revision) {}
