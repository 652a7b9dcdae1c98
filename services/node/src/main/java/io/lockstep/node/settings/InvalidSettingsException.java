package io.lockstep.node.settings;

import java.util.List;

/** Settings that a node cannot start with. The message names each of them. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidSettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
