package io.lockstep.simulation.mutation;

import io.lockstep.node.primary.PrimaryLog;
import io.lockstep.schema.JournalEntry;
import java.util.Optional;
import java.util.function.Predicate;

/** A new primary does not read the log to its end before it decides. */
public final class PromotesWithoutReading implements Mutation {
  @Override
  public PrimaryLog log(PrimaryLog real) {
    return new OtherPrimaryLog(real) {
      @Override
      public long eventsEnd() {
        return 0;
      }

      @Override
      public long outcomesEnd() {
        return 0;
      }

      @Override
      public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
        return real.lastEntry(
            revision, entry -> entry.getRevision() <= revision && genuine.test(entry));
      }
    };
  }
}
