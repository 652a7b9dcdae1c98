package io.lockstep.materialize.check;

/** Looks at one thing. Used by one thread at a time. */
public interface Check {
  /** Its name. */
  String name();

  /** What it looks at, as long as it has said nothing better. */
  String subject();

  /**
   * Looks, and tells what it has found, as soon as it knows a part of it. What it throws counts as
   * failed.
   *
   * @throws InterruptedException if it shall not go on
   */
  void look(Findings findings) throws InterruptedException;
}
