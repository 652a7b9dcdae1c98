package io.lockstep.node.primary;

import io.lockstep.log.append.Batch;
import io.lockstep.node.trust.Macs;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Outcome;
import io.lockstep.state.replay.JournalChain;
import java.util.ArrayList;
import java.util.List;

/** Makes what one transaction writes. */
public final class AppendBatches {
  private AppendBatches() {}

  /** Events that are signed, with their journal entries. */
  public static Batch of(JournalChain chain, List<Event> signed) {
    return of(chain, signed, List.of(), List.of(), -1);
  }

  /** Events with their journal entries, and outcomes, all signed here. */
  static Batch of(
      Macs macs,
      JournalChain chain,
      List<Event> events,
      List<Outcome> outcomes,
      long nextCommandOffset) {
    return of(
        chain,
        events.stream().map(macs::sign).toList(),
        outcomes.stream().map(macs::sign).toList(),
        List.of(),
        nextCommandOffset);
  }

  /** Events that are signed here, with their journal entries, and tombstones. */
  static Batch of(Macs macs, JournalChain chain, List<Event> events, List<String> tombstones) {
    return of(chain, events.stream().map(macs::sign).toList(), List.of(), tombstones, -1);
  }

  private static Batch of(
      JournalChain chain,
      List<Event> events,
      List<Outcome> outcomes,
      List<String> tombstones,
      long nextCommandOffset) {
    List<JournalEntry> journal = new ArrayList<>(events.size());
    for (Event event : events) {
      journal.add(chain.next(event));
    }
    return new Batch(events, journal, outcomes, tombstones, nextCommandOffset);
  }

  /** How far commands are decided, and nothing else. */
  static Batch offset(long nextCommandOffset) {
    return new Batch(List.of(), List.of(), List.of(), List.of(), nextCommandOffset);
  }

  /** Tombstones of removed entities. */
  static Batch tombstones(List<String> keys) {
    return new Batch(List.of(), List.of(), List.of(), keys, -1);
  }
}
