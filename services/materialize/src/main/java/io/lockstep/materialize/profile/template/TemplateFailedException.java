package io.lockstep.materialize.profile.template;

/** A template that cannot be filled in now. The message says why, what to do, and no secret. */
public final class TemplateFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  TemplateFailedException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** The line in the template, from 1; 0 for none. */
  public int line() {
    return line;
  }
}
