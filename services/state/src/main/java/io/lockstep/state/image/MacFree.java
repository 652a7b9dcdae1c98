package io.lockstep.state.image;

import io.lockstep.schema.Event;

/** Events without the MAC that they have in the log. */
public final class MacFree {
  private MacFree() {}

  /**
   * A copy that shares all but the MAC: a deep one would cost more than the MAC.
   *
   * @param version of the cluster secret that it names instead of its own
   */
  public static Event copy(Event event, int version) {
    return new Event(
        event.getCluster(),
        event.getRevision(),
        event.getEpoch(),
        event.getChangeId(),
        event.getChangeIndex(),
        event.getChangeSize(),
        event.getTime(),
        event.getOrigin(),
        event.getActor(),
        event.getFormatLevel(),
        event.getPayload(),
        event.getDigest(),
        version,
        null);
  }

  /**
   * What an image keeps, a copy: who has one has verified its events, and their MACs and digests
   * would take memory in each.
   */
  static Event of(Event event) {
    Event kept = copy(event, event.getMacVersion());
    kept.setDigest(null);
    return kept;
  }
}
