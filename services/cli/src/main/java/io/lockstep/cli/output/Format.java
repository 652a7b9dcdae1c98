package io.lockstep.cli.output;

import java.util.Locale;

/** How a command writes what it has to say. */
public enum Format {
  /** For people. */
  TABLE,
  /** For programs: one JSON document; its fields do not change their meaning. */
  JSON;

  /** As it is given and proposed: in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
