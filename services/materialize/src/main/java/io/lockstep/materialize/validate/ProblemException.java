package io.lockstep.materialize.validate;

import java.io.IOException;

/** A problem found while a stream is read; an I/O exception, so that every parser lets it pass. */
final class ProblemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(int line, int column, String text) {
    super(text);
    this.problem = new Problem(line, column, text);
  }

  Problem problem() {
    return problem;
  }
}
