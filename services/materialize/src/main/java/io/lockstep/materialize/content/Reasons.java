package io.lockstep.materialize.content;

import java.io.IOException;

/** Why something was not written, for who reads the status. */
final class Reasons {
  private Reasons() {}

  static String of(IOException e) {
    return e instanceof MissingContentException || e instanceof EditedException
        ? e.getMessage()
        : "cannot be written (" + e + "); let the node write there";
  }
}
