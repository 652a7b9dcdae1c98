package io.lockstep.simulation.mutation;

import io.lockstep.log.append.Batch;
import io.lockstep.log.append.CommitUnknownException;
import io.lockstep.node.primary.PrimaryLog;

/** A commit that was not answered is taken for failed, and the batch is written again. */
public final class CommitUnknownGuessed implements Mutation {
  @Override
  public PrimaryLog log(PrimaryLog real) {
    return new OtherPrimaryLog(real) {
      @Override
      public long append(Batch batch) {
        try {
          return real.append(batch);
        } catch (CommitUnknownException e) {
          real.fence();
          return real.append(batch);
        }
      }
    };
  }
}
