package io.lockstep.simulation.broker;

import io.lockstep.log.append.Batch;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A transaction of the simulated broker. */
final class Txn {
  enum State {
    OPEN,
    COMMITTED,
    ABORTED
  }

  enum Part {
    EVENTS,
    JOURNAL,
    OUTCOMES
  }

  final int epoch;
  final String writer;
  final Batch batch;
  final long began;
  final Set<Integer> taken = new HashSet<>();

  /** First offset in each topic that it wrote to and whose marker is not written yet. */
  final Map<Part, Long> unmarked = new EnumMap<>(Part.class);

  State state = State.OPEN;
  long lastEvent = -1;
  boolean offsetPending;

  Txn(int epoch, String writer, Batch batch, long began) {
    this.epoch = epoch;
    this.writer = writer;
    this.batch = batch;
    this.began = began;
  }

  boolean isComplete() {
    return state != State.OPEN && unmarked.isEmpty() && !offsetPending;
  }
}
