package io.lockstep.cli.client;

import java.util.List;

/**
 * A certificate that the cluster keeps, without its key.
 *
 * @param names host names and addresses that it is valid for
 * @param notAfter ISO 8601, UTC
 * @param sha256 of the certificate, lower-case hexadecimal
 * @param chain how many certificates it stands with, itself included
 * @param hasKey whether its key is kept, sealed
 */
public record CertificateItem(
    String alias,
    String subject,
    String issuer,
    List<String> names,
    String notBefore,
    String notAfter,
    String sha256,
    int chain,
    boolean hasKey,
    long revision) {}
