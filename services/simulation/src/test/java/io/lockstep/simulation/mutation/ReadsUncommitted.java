package io.lockstep.simulation.mutation;

import io.lockstep.simulation.broker.BrokerRules;

/** Nodes read what may still be aborted. */
public final class ReadsUncommitted implements Mutation {
  @Override
  public BrokerRules rules() {
    return new BrokerRules() {
      @Override
      public boolean hidesWhatIsOpen() {
        return false;
      }
    };
  }
}
