package io.lockstep.node.primary;

import io.lockstep.log.append.Batch;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Outcome;
import io.lockstep.state.replay.JournalChain;
import java.util.ArrayList;
import java.util.List;

/** Makes what one transaction writes. */
public final class AppendBatches {
  private AppendBatches() {}

  /** Events with their journal entries, and outcomes. */
  public static Batch of(
      JournalChain chain, List<Event> events, List<Outcome> outcomes, long nextCommandOffset) {
    List<JournalEntry> journal = new ArrayList<>(events.size());
    for (Event event : events) {
      journal.add(chain.next(event));
    }
    return new Batch(events, journal, outcomes, List.of(), nextCommandOffset);
  }

  /** Tombstones of removed entities. */
  static Batch tombstones(List<String> keys) {
    return new Batch(List.of(), List.of(), List.of(), keys, -1);
  }
}
