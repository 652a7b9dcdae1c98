package io.lockstep.state.decide;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the events of one change, numbered and with the digest at their end. */
final class ChangeBuilder {
  private final ClusterDelta delta;
  private final String cluster;
  private final Term term;
  private final String origin;
  private final List<Event> events = new ArrayList<>(2);
  private final int formatLevel;
  private final Instant time;

  ChangeBuilder(ClusterImage image, Term term, String origin) {
    this(image, image.cluster(), term, origin);
  }

  ChangeBuilder(ClusterImage image, String cluster, Term term, String origin) {
    this.delta = new ClusterDelta(image);
    this.cluster = cluster;
    this.formatLevel = image.formatLevel();
    this.term = term;
    this.origin = origin;
    this.time = Instant.ofEpochMilli(term.now());
  }

  /** By the constructor: Avro's builder finds each default anew, by the schema. */
  void add(Object payload) {
    Event event =
        new Event(
            cluster,
            delta.revision() + 1,
            term.epoch(),
            "", // the change's id and actor, and its size, are filled in at its end
            events.size(),
            0,
            time,
            origin,
            "",
            formatLevel,
            payload,
            null,
            0,
            null);
    delta.replayOpen(event);
    events.add(event);
  }

  /** Fills in what is known only at the end. The events are still nobody else's. */
  void finish(String changeId, String actor) {
    for (Event event : events) {
      event.setChangeId(changeId);
      event.setActor(actor);
      event.setChangeSize(events.size());
    }
    if (!events.isEmpty()) {
      events.get(events.size() - 1).setDigest(ByteBuffer.wrap(delta.digest().bytes()));
    }
  }

  /** The entity as the change has made it so far. */
  Optional<Entity> entity(String key) {
    return delta.entity(key);
  }

  List<Event> events() {
    return events;
  }

  ClusterImage image() {
    return delta.apply();
  }
}
