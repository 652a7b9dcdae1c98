package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A thing that has state: its key, the event that gave it its newest state, and that state's hash.
 * Immutable as long as nobody changes the event, which nobody may.
 *
 * <p>The event of a parameter, of which there may be a million, is kept as bytes and decoded for
 * whoever asks for it, in less than a microsecond.
 */
public final class Entity {
  private final String key;
  private final PayloadType type;

  /** An {@link Event}, or the bytes of one. */
  private final Object event;

  private final long revision;

  /** The hash: its four parts, since an object of its own would take more memory. */
  private final long a;

  private final long b;
  private final long c;
  private final long d;

  private Entity(String key, PayloadType type, Object event, long revision, Digest hash) {
    this.key = Objects.requireNonNull(key);
    this.type = type;
    this.event = event;
    this.revision = revision;
    this.a = hash.a;
    this.b = hash.b;
    this.c = hash.c;
    this.d = hash.d;
  }

  /**
   * Of an event; its MAC and digest are left away.
   *
   * @param encoding of the event with this version's schema, in an array; null if it is not known
   */
  static Entity of(String key, PayloadType type, Event event, ByteBuffer encoding, Digest hash) {
    Object kept =
        type.family() == Family.CONFIGURATION
            ? PackedEvents.here().pack(event, encoding)
            : MacFree.of(event);
    return new Entity(key, type, kept, event.getRevision(), hash);
  }

  /** Of an event that is not complete; its state is. */
  static Entity open(String key, PayloadType type, Event event, Digest hash) {
    return new Entity(key, type, event, event.getRevision(), hash);
  }

  /** The key of its records in the topic {@code events}. */
  public String key() {
    return key;
  }

  PayloadType type() {
    return type;
  }

  /**
   * The event that gave it its newest state, without its MAC and digest; not to be changed. It may
   * be another object each time.
   */
  public Event event() {
    return event instanceof Event known ? known : PackedEvents.here().unpack((byte[]) event);
  }

  /** That event, where it is kept as it is; else null. */
  Event keptEvent() {
    return event instanceof Event known ? known : null;
  }

  /** Avro's encoding of that event; not to be changed. */
  public ByteBuffer encoding() {
    return ByteBuffer.wrap(
        event instanceof Event known ? PackedEvents.here().pack(known, null) : (byte[]) event);
  }

  /** Revision of that event. */
  public long revision() {
    return revision;
  }

  /** What the entity adds to the digest. */
  public Digest hash() {
    return new Digest(a, b, c, d);
  }

  /**
   * The newest state.
   *
   * @throws ClassCastException if it is of another type
   */
  public <T> T payload(Class<T> type) {
    return type.cast(event().getPayload());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entity that
        && key.equals(that.key)
        && revision == that.revision
        && isSameEvent(that);
  }

  private boolean isSameEvent(Entity that) {
    return event instanceof byte[] packed && that.event instanceof byte[] other
        ? Arrays.equals(packed, other)
        : MacFree.of(event()).equals(MacFree.of(that.event()));
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
