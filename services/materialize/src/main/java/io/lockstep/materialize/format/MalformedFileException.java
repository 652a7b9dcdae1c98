package io.lockstep.materialize.format;

/** A file that is not what its format wants, or an edit that its format cannot hold. */
public final class MalformedFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Names the place.
   *
   * @param line from 1; 0 where it is about no line
   * @param column in characters, from 1; 0 where it is about no column
   * @param problem what is wrong there and what to do; never a value that may be secret
   */
  public MalformedFileException(int line, int column, String problem) {
    super(line == 0 ? problem : "line %d, column %d: %s".formatted(line, column, problem));
    this.line = line;
    this.column = column;
  }

  /** The line, from 1; 0 for none. */
  public int line() {
    return line;
  }

  /** The column in characters, from 1; 0 for none. */
  public int column() {
    return column;
  }
}
