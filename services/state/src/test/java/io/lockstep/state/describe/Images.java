package io.lockstep.state.describe;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.testing.Samples;

/** Images of a few entities. */
final class Images {
  private Images() {}

  /** The image that payloads make, as one change. */
  static ClusterImage of(Object... payloads) {
    ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY);
    for (Event event : Samples.change(ClusterImage.EMPTY, "c", payloads)) {
      delta.replay(event);
    }
    return delta.apply();
  }
}
