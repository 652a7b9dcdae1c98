package io.lockstep.state.testing;

import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import io.lockstep.state.image.ClusterImage;
import java.util.List;

/**
 * What a primary wrote, and the image that it had at the end.
 *
 * @param batches in order; each is one transaction
 * @param image of the primary
 * @param outcomes of all commands
 */
public record History(List<Batch> batches, ClusterImage image, List<Outcome> outcomes) {
  /**
   * One transaction.
   *
   * @param events as a reader decodes them
   * @param tombstones keys of removed entities, behind the events
   */
  public record Batch(List<Event> events, List<String> tombstones) {}

  /** All events in order. */
  public List<Event> events() {
    return batches.stream().flatMap(batch -> batch.events().stream()).toList();
  }
}
