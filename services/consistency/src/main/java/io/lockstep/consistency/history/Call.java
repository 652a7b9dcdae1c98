package io.lockstep.consistency.history;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a client asked and what it was answered, a line of a history.
 *
 * @param client who asked
 * @param node which node answered last
 * @param id of the command; null for a read
 * @param key of the parameter
 * @param kind of operation
 * @param argument the value to be written, which no other call writes; null for a read
 * @param expected the revision that a compare-and-set expects, 0 for none; the least that a local
 *     read is to show; else 0
 * @param start nanoseconds from the start of the history to the call
 * @param end nanoseconds to the answer; also if the outcome is not known
 * @param outcome what the answer says
 * @param value that a read or a conflict shows; null for none
 * @param revision of what was written or seen; 0 for none
 * @param nodeRevision how far the node was, by a local read's answer; else 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Call(
    String client,
    String node,
    String id,
    String key,
    Kind kind,
    String argument,
    long expected,
    long start,
    long end,
    Outcome outcome,
    String value,
    long revision,
    long nodeRevision) {
  /** Kinds of operations. */
  public enum Kind {
    /** A linearizable read. */
    READ,
    /** A read of what the node has, at least of a given revision. */
    LOCAL_READ,
    /** A write, whatever is there. */
    WRITE,
    /** A write if the parameter is at the expected revision. */
    COMPARE_AND_SET
  }

  /** What is known of an operation. */
  public enum Outcome {
    /** It happened. */
    DONE,
    /** It was refused: another revision was there. */
    CONFLICT,
    /** It happened for certain not. */
    NOT_DONE,
    /** It may have happened, or may still. */
    UNKNOWN
  }
}
