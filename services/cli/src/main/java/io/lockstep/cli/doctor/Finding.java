package io.lockstep.cli.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a look at one thing has found.
 *
 * @param check what was looked at: broker, registry, topics …
 * @param state how it is
 * @param text what was found
 * @param remedy what to do; null where nothing is
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Finding(String check, State state, String text, String remedy) {
  /** How a thing is. */
  enum State {
    /** As it should be. */
    OK,
    /** Worth a look; nothing fails of it now. */
    WARNING,
    /** Not as it must be. */
    WRONG,
    /** Could not be looked at, since something else is wrong or was not named. */
    SKIPPED
  }

  static Finding ok(String check, String text) {
    return new Finding(check, State.OK, text, null);
  }

  static Finding warning(String check, String text, String remedy) {
    return new Finding(check, State.WARNING, text, remedy);
  }

  static Finding wrong(String check, String text, String remedy) {
    return new Finding(check, State.WRONG, text, remedy);
  }

  static Finding skipped(String check, String text) {
    return new Finding(check, State.SKIPPED, text, null);
  }
}
