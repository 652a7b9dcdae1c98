package io.lockstep.materialize.profile.template;

/** A template that does not compile, or has something that templates of profiles may not have. */
public final class InvalidTemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String remedy;

  InvalidTemplateException(int line, String what, String remedy) {
    super(what);
    this.line = line;
    this.remedy = remedy;
  }

  /** The line in the template, from 1. */
  public int line() {
    return line;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
