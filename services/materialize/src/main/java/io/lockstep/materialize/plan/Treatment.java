package io.lockstep.materialize.plan;

import io.lockstep.materialize.profile.DriftPolicy;
import io.lockstep.materialize.profile.Output;

/** What becomes of a file that somebody changed, now. */
@FunctionalInterface
public interface Treatment {
  /** As the profile says. */
  Treatment USUAL = Output::drift;

  /** Everything is written as it shall be. */
  Treatment REPAIR = output -> DriftPolicy.REPAIR;

  /** The policy for a file. */
  DriftPolicy of(Output output);
}
