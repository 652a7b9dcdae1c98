package io.lockstep.cli.demo;

import java.util.Objects;

/** Things that a step requires to be so. */
final class Proof {
  private Proof() {}

  /** Something was not as it must be. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Failed(otherwise);
    }
  }

  static void same(String what, Object wanted, Object seen) {
    if (!Objects.equals(wanted, seen)) {
      throw new Failed(what + " is " + seen + ", wanted " + wanted);
    }
  }
}
