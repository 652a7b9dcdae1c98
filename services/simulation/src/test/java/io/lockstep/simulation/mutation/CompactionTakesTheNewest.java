package io.lockstep.simulation.mutation;

import io.lockstep.simulation.broker.BrokerRules;

/** Compaction keeps the oldest record of a parameter, not the newest. */
public final class CompactionTakesTheNewest implements Mutation {
  @Override
  public BrokerRules rules() {
    return new BrokerRules() {
      @Override
      public Boolean compacts(String key, boolean tombstone, boolean replaced) {
        return key.startsWith("configuration/") ? !replaced : null;
      }
    };
  }
}
