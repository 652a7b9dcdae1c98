package io.lockstep.materialize.content;

import io.lockstep.materialize.file.MaterializeException;
import java.io.IOException;

/** Why something was not written, for who reads the status. */
final class Reasons {
  private Reasons() {}

  static String of(IOException e) {
    if (e instanceof MissingContentException || e instanceof EditedException) {
      return e.getMessage();
    }
    MaterializeException told = MaterializeException.of("", "cannot be written", e);
    return told.reason() + "; " + told.remedy();
  }
}
