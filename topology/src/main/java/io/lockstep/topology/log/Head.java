package io.lockstep.topology.log;

import java.nio.ByteBuffer;

/**
 * What is known of the log when a node is judged.
 *
 * @param revision newest revision; 0 for an empty log
 * @param timeline when revisions came
 * @param digests digests after changes
 */
public record Head(long revision, Timeline timeline, Digests digests) {
  /** Events that come after a revision. */
  public long eventsAfter(long applied) {
    return Math.max(0, revision - applied);
  }

  /** Age at a time of the oldest event after a revision, in milliseconds; 0 for none. */
  public long ageAfter(long applied, long now) {
    return eventsAfter(applied) == 0 ? 0 : Math.max(0, now - timeline.taken(applied + 1, now));
  }

  /** Whether a digest is another than the log's at a revision, where that is known. */
  public boolean contradicts(long at, ByteBuffer digest) {
    return digests.at(at).map(known -> !known.equals(digest)).orElse(false);
  }
}
