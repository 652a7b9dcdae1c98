package io.lockstep.node.watch;

import io.lockstep.node.past.PastState;
import io.lockstep.schema.JournalEntry;

/** What a watcher is sent. */
public sealed interface WatchItem {
  /** A change of an entity; its revision is where the watcher resumes. */
  record Change(JournalEntry entry) implements WatchItem {}

  /**
   * The watcher cannot go on where it wants; the state at another revision follows.
   *
   * @param code {@code history-incomplete}, {@code history-damaged} or {@code revision-unknown}
   * @param reason what people read
   * @param revision of the state that follows
   */
  record Reset(String code, String reason, long revision) implements WatchItem {}

  /** The whole state, from which the watcher goes on. */
  record State(PastState state) implements WatchItem {}

  /** Nothing happened for a while. */
  record Alive() implements WatchItem {}

  /**
   * The last one: the node ends the watch.
   *
   * @param code stable
   * @param reason what people read
   */
  record End(String code, String reason) implements WatchItem {}
}
