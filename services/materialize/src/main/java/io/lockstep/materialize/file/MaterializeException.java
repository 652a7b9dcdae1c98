package io.lockstep.materialize.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** A managed file could not be read or written; the message names it, the cause and the remedy. */
public final class MaterializeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String reason;
  private final String remedy;

  /**
   * A failure.
   *
   * @param file the file or folder
   * @param reason what is wrong
   * @param remedy what to do
   * @param cause where it came from, or null
   */
  public MaterializeException(String file, String reason, String remedy, Throwable cause) {
    super("%s: %s; %s".formatted(file, reason, remedy), cause);
    this.file = file;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** From what the file system answered to an attempt, for example "cannot write". */
  public static MaterializeException of(String file, String attempt, IOException cause) {
    String text = String.valueOf(cause.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left")) {
      return new MaterializeException(
          file, attempt + ": no space is left on its device", "free some space there", cause);
    } else if (lower.contains("quota exceeded")) {
      return new MaterializeException(
          file, attempt + ": its disk quota is used up", "raise the quota or free space", cause);
    } else if (lower.contains("read-only file system")) {
      return new MaterializeException(
          file,
          attempt + ": it is on a read-only file system",
          "mount it writable or choose another folder",
          cause);
    } else if (lower.contains("too many open files")) {
      return new MaterializeException(
          file, attempt + ": too many open files", "raise the limit (ulimit -n)", cause);
    } else if (cause instanceof FileAlreadyExistsException
        || cause instanceof NotDirectoryException // as newer JDKs have it
        || lower.contains("not a directory")) {
      return new MaterializeException(
          file,
          attempt + ": a file stands where a directory must be",
          "move that file away or choose another folder",
          cause);
    } else if (lower.contains("is a directory")) {
      return new MaterializeException(
          file, attempt + ": a directory has its place", "move the directory away", cause);
    } else if (cause instanceof AccessDeniedException) {
      return new MaterializeException(
          file,
          attempt + ": user \"%s\" may not".formatted(System.getProperty("user.name")),
          "give that user the right to write to the folder and to read the file",
          cause);
    } else if (cause instanceof NoSuchFileException) {
      return new MaterializeException(
          file, attempt + ": it is gone", "keep others from removing it and try again", cause);
    } else if (cause instanceof AtomicMoveNotSupportedException) {
      return new MaterializeException(
          file,
          attempt + ": its file system cannot rename atomically",
          "choose a folder on a local POSIX file system",
          cause);
    }
    return new MaterializeException(
        file,
        attempt + ": " + cause.getClass().getSimpleName() + ": " + text,
        "see what the system's log says of its disk",
        cause);
  }

  /** The file or folder. */
  public String file() {
    return file;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
