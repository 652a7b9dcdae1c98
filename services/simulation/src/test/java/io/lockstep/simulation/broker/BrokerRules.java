package io.lockstep.simulation.broker;

import io.lockstep.log.append.Batch;

/** What a broker does. The defaults are what Kafka does; a mutation does otherwise. */
public class BrokerRules {
  /** Whether a producer that begins takes the right to write from those before it. */
  public boolean fences() {
    return true;
  }

  /** Whether what is not committed yet is kept from readers. */
  public boolean hidesWhatIsOpen() {
    return true;
  }

  /** How much of {@code delete.retention.ms} a tombstone stays. */
  public double tombstoneLife() {
    return 1;
  }

  /** Whether a compaction takes a record away; null for what Kafka does. */
  public Boolean compacts(String key, boolean tombstone, boolean replaced) {
    return null;
  }

  /** Whether the consumed offset waits for the commit of the batch. */
  public boolean commitsOffsetsWith(Batch batch) {
    return true;
  }
}
