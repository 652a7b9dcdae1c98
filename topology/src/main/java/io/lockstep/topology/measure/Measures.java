package io.lockstep.topology.measure;

/**
 * What whoever hosts the topology may count. Told by the instance that judges, once it is through
 * its backlog, of what happens from then on: so the counts of several instances add up. A failure
 * may tell what came within the last commit interval again. Called on the thread of the task, which
 * it must not hold up; throws nothing.
 */
public interface Measures {
  /** Counts nothing. */
  Measures NONE = new Measures() {};

  /** An event was accepted; {@code kind} is the name of its record type. */
  default void event(String kind) {}

  /** A request was refused with that code. */
  default void refusal(String code) {}

  /** A node has reported. */
  default void report() {}

  /**
   * A node reports that it has received, written and made active a change.
   *
   * @param millis from when a broker took the change to when a broker took the report
   */
  default void appliedByNode(long millis) {}

  /**
   * Every node that is online has done so.
   *
   * @param millis from when a broker took the change to when the last report was seen
   */
  default void appliedByAll(long millis) {}
}
