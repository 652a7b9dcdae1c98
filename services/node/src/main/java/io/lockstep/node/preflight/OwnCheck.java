package io.lockstep.node.preflight;

import io.lockstep.materialize.check.Check;
import io.lockstep.materialize.check.Findings;

/** A check of Lockstep's own. */
record OwnCheck(String name, String subject, Look look) implements Check {
  /** How it looks. */
  interface Look {
    void look(Findings findings);
  }

  @Override
  public void look(Findings findings) {
    look.look(findings);
  }
}
