package io.lockstep.simulation.mutation;

import io.lockstep.log.append.Batch;
import io.lockstep.simulation.broker.BrokerRules;

/** The offset of the decided commands is committed before what was decided is. */
public final class OffsetOutsideTransaction implements Mutation {
  /** A primary must end between the two, and its offset is told seldom. */
  @Override
  public long firstSeed() {
    return 3250;
  }

  @Override
  public BrokerRules rules() {
    return new BrokerRules() {
      @Override
      public boolean commitsOffsetsWith(Batch batch) {
        return false;
      }
    };
  }
}
