package io.lockstep.cli.demo;

/**
 * A step of the demo.
 *
 * @param name what it does
 * @param action does it, and proves that it is done
 */
record Step(String name, Action action) {
  /** Throws when the step does not hold; the message says what was seen and what was wanted. */
  interface Action {
    /** Returns what was proven. */
    String run() throws Exception;
  }
}
