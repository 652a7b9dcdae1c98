package io.lockstep.node.past;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.time.Instant;

/**
 * The state of the cluster behind a change.
 *
 * @param time of the change; null where it is not known, and before the first
 */
public record PastState(ClusterImage image, Instant time) {
  /** The state that an image has now. */
  public static PastState of(ClusterImage image) {
    Instant[] time = new Instant[1];
    image.forEach(entity -> take(entity, image, time));
    image.removals().forEach(entity -> take(entity, image, time));
    return new PastState(image, time[0]);
  }

  private static void take(Entity entity, ClusterImage image, Instant[] time) {
    Event event = entity.event();
    if (event.getRevision() == image.revision()) {
      time[0] = event.getTime();
    }
  }
}
