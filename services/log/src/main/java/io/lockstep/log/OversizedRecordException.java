package io.lockstep.log;

/** A record is longer than its topic takes. Nothing was written; trying again does not help. */
public class OversizedRecordException extends RuntimeException {
  private final long size;
  private final long limit;

  /**
   * Names the record and the topic.
   *
   * @param what what the record is, such as "the command 4711"
   * @param topic the topic
   * @param size its length in bytes; -1 where only the broker knows it
   * @param limit the most that the topic takes, in bytes; -1 where only the broker knows it
   */
  public OversizedRecordException(
      String what, String topic, long size, long limit, Throwable cause) {
    super(
        what
            + (size < 0 ? " is longer than topic " : " has " + size + " bytes, but topic ")
            + topic
            + (limit < 0 ? " takes" : " takes at most " + limit)
            + ": split it into smaller changes",
        cause);
    this.size = size;
    this.limit = limit;
  }

  /** Length of the record in bytes; -1 where only the broker knows it. */
  public long size() {
    return size;
  }

  /** The most that the topic takes, in bytes; -1 where only the broker knows it. */
  public long limit() {
    return limit;
  }
}
