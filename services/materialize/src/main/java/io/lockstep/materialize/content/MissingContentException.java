package io.lockstep.materialize.content;

import java.io.IOException;

/** The bytes of a file are not in the log, or are not what they have to be. */
public final class MissingContentException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Takes a whole sentence. */
  public MissingContentException(String message) {
    super(message);
  }
}
