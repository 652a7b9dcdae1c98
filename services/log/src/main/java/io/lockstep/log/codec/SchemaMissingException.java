package io.lockstep.log.codec;

/** The registry answers, and does not have a schema that is needed. */
public class SchemaMissingException extends RuntimeException {
  /** Takes a whole sentence and its cause, which may be null. */
  public SchemaMissingException(String message, Throwable cause) {
    super(message, cause);
  }
}
