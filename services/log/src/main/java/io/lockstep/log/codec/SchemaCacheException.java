package io.lockstep.log.codec;

/** The schema cache on disk cannot be used; the message names the file and says what to do. */
public class SchemaCacheException extends RuntimeException {
  /** Takes a whole sentence and its cause, which may be null. */
  public SchemaCacheException(String message, Throwable cause) {
    super(message, cause);
  }
}
