package io.lockstep.log.append;

/**
 * The broker refuses this appender: another one fenced it, or its transaction stayed open for
 * longer than the broker allows. The right to write is lost. The log says whether the last batch is
 * in it: in the rare case that it was committed in the very moment of the fence it is.
 */
public class FencedException extends RuntimeException {
  /** Takes a whole sentence and its cause. */
  public FencedException(String message, Throwable cause) {
    super(message, cause);
  }
}
