package io.lockstep.simulation.broker;

/** A record of a simulated topic. */
final class Stored {
  final long offset;
  final String key;

  /** Null for a tombstone. */
  final Object value;

  /** Null for a record that no transaction wrote. */
  final Txn txn;

  final long time;

  /** When a tombstone may go, since a compaction saw it; negative for not seen. */
  long horizon = -1;

  Stored(long offset, String key, Object value, Txn txn, long time) {
    this.offset = offset;
    this.key = key;
    this.value = value;
    this.txn = txn;
    this.time = time;
  }

  boolean isReadable() {
    return txn == null || txn.state == Txn.State.COMMITTED;
  }

  boolean isAborted() {
    return txn != null && txn.state == Txn.State.ABORTED;
  }
}
