package io.lockstep.trust.certificate;

import io.lockstep.trust.TrustException;

/**
 * A certificate, its key or its file is refused. It has no cause: the text of a parser may quote
 * what it could not read.
 */
public final class CertificateRefusedException extends TrustException {
  private final CertificateProblem problem;

  CertificateRefusedException(CertificateProblem problem, String message) {
    super(problem.code(), message, null);
    this.problem = problem;
  }

  /** Why. */
  public CertificateProblem problem() {
    return problem;
  }
}
