package io.lockstep.simulation.mutation;

import io.lockstep.simulation.broker.BrokerRules;

/** A new primary does not take the right to write from the one before. */
public final class FencingLeftOut implements Mutation {
  @Override
  public BrokerRules rules() {
    return new BrokerRules() {
      @Override
      public boolean fences() {
        return false;
      }
    };
  }
}
