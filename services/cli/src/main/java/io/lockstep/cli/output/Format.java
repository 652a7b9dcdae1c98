package io.lockstep.cli.output;

/** How a command writes what it has to say. */
public enum Format {
  /** For people. */
  TABLE,
  /** For programs: one JSON document; its fields do not change their meaning. */
  JSON
}
