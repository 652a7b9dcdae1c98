package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.util.Objects;

/**
 * Gives events the values of the one before where they are equal. Each event is decoded with
 * objects of its own, although the cluster's name, who asked, the node, the change and its time are
 * mostly the same: in an image they would be kept once for each entity. Used by one thread.
 */
final class SharedValues {
  private Event last;

  /** Nobody else may have the event yet. */
  void share(Event event) {
    if (last != null) {
      event.setCluster(shared(last.getCluster(), event.getCluster()));
      event.setChangeId(shared(last.getChangeId(), event.getChangeId()));
      event.setOrigin(shared(last.getOrigin(), event.getOrigin()));
      event.setActor(shared(last.getActor(), event.getActor()));
      event.setTime(shared(last.getTime(), event.getTime()));
    }
    last = event;
  }

  private static <T> T shared(T known, T value) {
    return Objects.equals(known, value) ? known : value;
  }
}
