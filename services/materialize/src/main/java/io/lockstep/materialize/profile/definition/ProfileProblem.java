package io.lockstep.materialize.profile.definition;

/**
 * Something that is wrong in a profile's YAML.
 *
 * @param line where, from 1
 * @param what is wrong
 * @param remedy what to do
 */
public record ProfileProblem(int line, String what, String remedy) {
  /** In one line. */
  @Override
  public String toString() {
    return "line %d: %s; %s".formatted(line, what, remedy);
  }
}
