package io.lockstep.simulation.mutation;

import io.lockstep.simulation.broker.BrokerRules;

/** The log forgets a tombstone as soon as a compaction has seen it. */
public final class TombstonesGoAtOnce implements Mutation {
  @Override
  public BrokerRules rules() {
    return new BrokerRules() {
      @Override
      public double tombstoneLife() {
        return 0;
      }
    };
  }
}
