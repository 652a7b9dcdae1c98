package io.lockstep.materialize.validate;

/**
 * Why a file is not well-formed.
 *
 * @param line from 1; 0 where it is about no line
 * @param column in characters, from 1; 0 where it is about no column
 * @param text what is wrong there; quotes nothing that may be secret
 */
public record Problem(int line, int column, String text) {
  @Override
  public String toString() {
    return line == 0 ? text : "line %d, column %d: %s".formatted(line, column, text);
  }
}
