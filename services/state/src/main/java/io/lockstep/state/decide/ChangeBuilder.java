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

  ChangeBuilder(ClusterImage image, Term term, String origin) {
    this(image, image.cluster(), term, origin);
  }

  ChangeBuilder(ClusterImage image, String cluster, Term term, String origin) {
    this.delta = new ClusterDelta(image);
    this.cluster = cluster;
    this.formatLevel = image.formatLevel();
    this.term = term;
    this.origin = origin;
  }

  void add(Object payload) {
    Event event =
        Event.newBuilder()
            .setCluster(cluster)
            .setRevision(delta.revision() + 1)
            .setEpoch(term.epoch())
            .setChangeId("")
            .setChangeIndex(events.size())
            .setChangeSize(0)
            .setTime(Instant.ofEpochMilli(term.now()))
            .setOrigin(origin)
            .setActor("")
            .setFormatLevel(formatLevel)
            .setPayload(payload)
            .build();
    delta.replay(event);
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
