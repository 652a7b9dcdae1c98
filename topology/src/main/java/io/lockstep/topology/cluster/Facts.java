package io.lockstep.topology.cluster;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.Event;
import io.lockstep.schema.PrimaryPromoted;
import java.time.Instant;

/** What events say of the cluster as a whole. Pure. */
public final class Facts {
  private Facts() {}

  /** Before the first event. */
  public static ClusterStatus none(String cluster) {
    return ClusterStatus.newBuilder()
        .setCluster(cluster)
        .setSummary(Summary.EMPTY)
        .setConverged(false)
        .setSince(Instant.EPOCH)
        .build();
  }

  /**
   * Whether the status shows an event: the head is at the end of a change. A status is not copied
   * and encoded for each of 10,000 events of one.
   */
  public static boolean shows(Event event) {
    return event.getChangeIndex() + 1 >= event.getChangeSize()
        || event.getPayload() instanceof PrimaryPromoted;
  }

  /**
   * With one more event.
   *
   * @param taken when a broker took it, in milliseconds
   * @param offset its offset
   */
  public static ClusterStatus with(ClusterStatus before, Event event, long taken, long offset) {
    ClusterStatus.Builder after =
        ClusterStatus.newBuilder(before)
            .setHeadRevision(event.getRevision())
            .setHeadTime(Instant.ofEpochMilli(taken))
            .setHeadOffset(offset)
            .setHeadDigest(event.getDigest());
    if (event.getPayload() instanceof PrimaryPromoted promoted) {
      after
          .setPrimary(promoted.getNode())
          .setEpoch(promoted.getEpoch())
          .setPrimarySince(Instant.ofEpochMilli(taken));
    }
    return after.build();
  }
}
