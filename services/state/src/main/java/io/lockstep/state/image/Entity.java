package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.util.Objects;

/**
 * A thing that has state: its key, the event that gave it its newest state, and that state's hash.
 * Immutable as long as nobody changes the event, which nobody may.
 */
public final class Entity {
  private final String key;
  private final Event event;
  private final Digest hash;

  Entity(String key, Event event, Digest hash) {
    this.key = Objects.requireNonNull(key);
    this.event = Objects.requireNonNull(event);
    this.hash = Objects.requireNonNull(hash);
  }

  /** The key of its records in the topic {@code events}. */
  public String key() {
    return key;
  }

  /** The event that gave it its newest state; not to be changed. */
  public Event event() {
    return event;
  }

  /** Revision of that event. */
  public long revision() {
    return event.getRevision();
  }

  /** What the entity adds to the digest. */
  public Digest hash() {
    return hash;
  }

  /**
   * The newest state.
   *
   * @throws ClassCastException if it is of another type
   */
  public <T> T payload(Class<T> type) {
    return type.cast(event.getPayload());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entity that && key.equals(that.key) && event.equals(that.event);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key + "@" + revision();
  }
}
