package io.lockstep.node.replay;

/**
 * A record of {@code events} that no primary wrote as it stands there, or not there. It is never
 * applied. What it stands for is in doubt only for who reads the log later, since compaction takes
 * away what stood there before: until a primary has written the true state behind it.
 *
 * @param offset of the record
 * @param key of the record; null for none
 * @param reason what is wrong, as the end of a sentence that begins with the record
 */
public record Forgery(long offset, String key, String reason) {
  /** What is wrong, in a sentence without its full stop. */
  public String message() {
    return "the record at offset %d with key \"%s\" %s"
        .formatted(
            offset, key == null || key.length() <= 200 ? key : key.substring(0, 200) + "…", reason);
  }
}
