package io.lockstep.simulation.mutation;

import io.lockstep.log.tail.EventRecord;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.log.tail.TailHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A node applies what it reads in the order of the times in it. */
public final class AppliesInOrderOfTime implements Mutation {
  @Override
  public TailHandler handler(TailHandler real) {
    return new TailHandler() {
      @Override
      public void onBatch(TailBatch batch) {
        List<EventRecord> events = new ArrayList<>(batch.events());
        events.sort(Comparator.comparing(AppliesInOrderOfTime::time));
        real.onBatch(
            new TailBatch(
                events,
                batch.outcomes(),
                batch.reports(),
                batch.eventsPosition(),
                batch.outcomesPosition(),
                batch.answered()));
      }

      @Override
      public void onUnavailable(String reason) {
        real.onUnavailable(reason);
      }
    };
  }

  private static long time(EventRecord record) {
    return record.event() == null ? 0 : record.event().getTime().toEpochMilli();
  }
}
