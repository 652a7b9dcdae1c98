package io.lockstep.trust.file;

import io.lockstep.trust.TrustException;

/** A file with a secret is refused. */
public final class PrivateFileException extends TrustException {
  private final FileProblem problem;

  PrivateFileException(FileProblem problem, String code, String message, Throwable cause) {
    super(code, message, cause);
    this.problem = problem;
  }

  /** Why. */
  public FileProblem problem() {
    return problem;
  }
}
