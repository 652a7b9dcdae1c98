package io.lockstep.state.replay;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From events to images and back. */
public final class Replay {
  private Replay() {}

  /**
   * The image after events.
   *
   * @throws io.lockstep.state.image.UnknownEventException if one of them cannot be read
   */
  public static ClusterImage apply(ClusterImage image, Iterable<Event> events) {
    ClusterDelta delta = new ClusterDelta(image);
    events.forEach(delta::replay);
    return delta.apply();
  }

  /**
   * The events that make the image, in order of revision: the newest of each entity, and the
   * removals that the log still has.
   */
  public static List<Event> events(ClusterImage image) {
    return entities(image).stream().map(Entity::event).toList();
  }

  /** The entities that have these events, in order of revision. */
  public static List<Entity> entities(ClusterImage image) {
    List<Entity> entities = new ArrayList<>(image.size());
    image.forEach(entities::add);
    image.removals().forEach((Entity entity) -> entities.add(entity));
    entities.sort(Comparator.comparingLong(Entity::revision));
    return entities;
  }

  /**
   * The removed entities whose removals may be replaced by tombstones, ordered by key. Never the
   * one of the newest event: the record of the newest revision must stay in the log, or a node that
   * starts there would count from a lower one and give a revision twice.
   *
   * @param image with everything that stands before the tombstones in the log
   * @param passed revision that every member has applied
   */
  public static List<String> forgettable(ClusterImage image, long passed) {
    return image.removals().sorted().stream()
        .filter(removal -> removal.revision() <= passed && removal.revision() < image.revision())
        .map(Entity::key)
        .toList();
  }
}
