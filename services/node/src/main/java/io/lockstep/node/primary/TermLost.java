package io.lockstep.node.primary;

/** The node is not, or not any more, the primary. */
class TermLost extends Exception {
  private static final long serialVersionUID = 1L;

  TermLost(String reason) {
    super(reason, null, false, false); // no stack: this is how a term ends, not a fault
  }
}
