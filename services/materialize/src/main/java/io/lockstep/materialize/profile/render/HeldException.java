package io.lockstep.materialize.profile.render;

/** A file cannot be made now. The message says why and what to do. */
final class HeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HeldException(String problem) {
    super(problem);
  }
}
