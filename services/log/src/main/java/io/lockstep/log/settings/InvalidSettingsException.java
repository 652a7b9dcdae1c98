package io.lockstep.log.settings;

import java.util.List;

/** Settings that a process cannot start with. The message names each of them. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Settings with these problems. */
  public InvalidSettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
