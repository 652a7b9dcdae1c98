package io.lockstep.simulation.mutation;

import io.lockstep.node.snapshot.Snapshot;

/** A snapshot names an offset that is one record further than its image. */
public final class SnapshotAtWrongOffset implements Mutation {
  @Override
  public Snapshot kept(Snapshot snapshot) {
    return new Snapshot(snapshot.image(), snapshot.offset() + 1, snapshot.time());
  }
}
