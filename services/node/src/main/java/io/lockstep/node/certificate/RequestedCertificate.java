package io.lockstep.node.certificate;

import io.lockstep.schema.Certificate;

/**
 * A certificate that another authority is to sign. Until its answer is imported under the same
 * alias, the certificate vouches for itself.
 *
 * @param certificate for the log, its key sealed
 * @param request for the authority: PKCS#10, PEM
 */
public record RequestedCertificate(Certificate certificate, byte[] request) {}
