package io.lockstep.simulation.mutation;

import io.lockstep.log.append.Batch;
import io.lockstep.simulation.broker.BrokerRules;

/** The offset of the decided commands is committed before what was decided is. */
public final class OffsetOutsideTransaction implements Mutation {
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
