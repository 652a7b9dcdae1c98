package io.lockstep.log.codec;

/** Bytes are not a record that this version of Lockstep can read; the message says why. */
public class UnreadableRecordException extends Exception {
  /** What keeps a record from being read. */
  public enum Kind {
    /** No version of Lockstep wrote these bytes: they were cut, altered or are something else. */
    DAMAGED,
    /** They are of a newer schema, with a kind of thing that this version does not know. */
    NEWER
  }

  private final Kind kind;

  /** Damaged bytes; takes the reason and its cause, which may be null. */
  public UnreadableRecordException(String message, Throwable cause) {
    this(Kind.DAMAGED, message, cause);
  }

  /** Takes the reason and its cause, which may be null. */
  public UnreadableRecordException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What keeps the record from being read. */
  public Kind kind() {
    return kind;
  }
}
