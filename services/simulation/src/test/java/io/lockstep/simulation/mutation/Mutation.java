package io.lockstep.simulation.mutation;

import io.lockstep.log.tail.TailHandler;
import io.lockstep.node.primary.PrimaryLog;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.simulation.broker.BrokerRules;

/**
 * Something that is done wrong on purpose, so as to see that the simulation finds it. The defaults
 * do nothing wrong.
 */
public interface Mutation {
  /** Nothing is done wrong. */
  Mutation NONE = new Mutation() {};

  /** Rewrites what it has to of the product's code, until the answer is closed. */
  default Rewriting install() {
    return Rewriting.nothing();
  }

  /** What brokers do. */
  default BrokerRules rules() {
    return new BrokerRules();
  }

  /** Takes the place of a primary's log. */
  default PrimaryLog log(PrimaryLog real) {
    return real;
  }

  /** Takes the place of what takes the tail's batches. */
  default TailHandler handler(TailHandler real) {
    return real;
  }

  /** Takes the place of a snapshot when it is kept. */
  default Snapshot kept(Snapshot snapshot) {
    return snapshot;
  }

  /** Where the search begins: at what shows in one history of hundreds, not at the first of all. */
  default long firstSeed() {
    return 1;
  }

  /** Whether records get lost on the way to nodes in every history, not just in some. */
  default boolean damages() {
    return false;
  }

  /** Whether every history has long absences, not just some. */
  default boolean leaps() {
    return false;
  }

  /** The same histories with nothing done wrong. */
  default Mutation undone() {
    boolean damages = damages();
    boolean leaps = leaps();
    return new Mutation() {
      @Override
      public boolean damages() {
        return damages;
      }

      @Override
      public boolean leaps() {
        return leaps;
      }
    };
  }
}
