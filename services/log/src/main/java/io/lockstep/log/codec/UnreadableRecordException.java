package io.lockstep.log.codec;

/** Bytes are not a record that this version of Lockstep can read; the message says why. */
public class UnreadableRecordException extends Exception {
  /** Takes the reason and its cause, which may be null. */
  public UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
