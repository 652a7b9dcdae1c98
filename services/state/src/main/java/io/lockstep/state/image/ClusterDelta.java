package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What events make of an image. An event carries the whole new state of its entity, so replay sets
 * that entity or takes it away; nothing is computed and nothing is decided. Used by one thread.
 */
public final class ClusterDelta {
  /** Dear to make, and nearly every request that is decided makes a delta of its own. */
  private static final ThreadLocal<EntityHasher> HASHER =
      ThreadLocal.withInitial(EntityHasher::new);

  private final ClusterImage from;
  private final Map<Family, EntityMap.Builder> changed = new EnumMap<>(Family.class);
  private final EntityMap.Builder removals;
  private final SharedValues shared = new SharedValues();
  private Digest digest;
  private long revision;

  /** Starts with an image, which stays as it is. */
  public ClusterDelta(ClusterImage from) {
    this.from = from;
    this.removals = from.removals().builder();
    this.digest = from.digest();
    this.revision = from.revision();
  }

  /**
   * Takes one event over; it is the image's from then on, and may get equal values in place of its
   * own.
   *
   * @throws UnknownEventException if this version cannot read it; the delta is as before
   */
  public ClusterDelta replay(Event event) {
    return replay(entity(event));
  }

  /**
   * The same for an event whose change is not complete: until it is, all of it may be changed that
   * is no state. An image with it takes more memory.
   *
   * @throws UnknownEventException if this version cannot read it; the delta is as before
   */
  public ClusterDelta replayOpen(Event event) {
    PayloadType type = type(event);
    String key = type.keyOf(event.getPayload());
    return replay(Entity.open(key, type, event, hash(key, type, event, null)));
  }

  /**
   * The entity as an event leaves it, which takes most of the time of {@link #replay(Event)}. From
   * any thread.
   *
   * @throws UnknownEventException if this version cannot read it
   */
  public static Entity entity(Event event) {
    return entity(event, null);
  }

  /**
   * The same in less time.
   *
   * @param encoding of the event with this version's schema, in an array; or null
   */
  public static Entity entity(Event event, ByteBuffer encoding) {
    PayloadType type = type(event);
    String key = type.keyOf(event.getPayload());
    return Entity.of(key, type, event, encoding, hash(key, type, event, encoding));
  }

  private static Digest hash(String key, PayloadType type, Event event, ByteBuffer encoding) {
    return type.removal() ? Digest.ZERO : HASHER.get().hash(key, event, encoding);
  }

  /** Takes one event over that was made an entity of; see {@link #replay(Event)}. */
  public ClusterDelta replay(Entity next) {
    PayloadType type = next.type();
    String key = next.key();
    if (next.keptEvent() != null) {
      shared.share(next.keptEvent());
    }
    Entity before =
        type.removal() ? family(type.family()).remove(key) : family(type.family()).put(next);
    if (before != null) {
      digest = digest.minus(before.hash());
    }
    digest = digest.plus(next.hash());
    if (type.removal()) {
      removals.put(next);
    } else {
      removals.remove(key);
    }
    revision = Math.max(revision, next.revision());
    return this;
  }

  /**
   * Requires that {@link #replay} takes an event, so that a change can be left out as a whole.
   *
   * @throws UnknownEventException if this version cannot read it
   */
  public static void requireReadable(Event event) {
    type(event);
  }

  static PayloadType type(Event event) {
    if (event.getFormatLevel() > ClusterImage.SUPPORTED_FORMAT) {
      throw UnknownEventException.format(event, ClusterImage.SUPPORTED_FORMAT);
    }
    return PayloadType.of(event);
  }

  /**
   * Forgets an entity: the newest record of its key in the log is a tombstone. The entity may still
   * live here, where compaction took its removal away before it was read.
   */
  public ClusterDelta tombstone(String key) {
    removals.remove(key);
    for (Family family : Family.values()) {
      Entity live = find(family, key);
      if (live != null) {
        family(family).remove(key);
        digest = digest.minus(live.hash());
      }
    }
    return this;
  }

  /** The live entity with that key as it is so far. */
  public Optional<Entity> entity(String key) {
    for (Family family : Family.values()) {
      Entity live = find(family, key);
      if (live != null) {
        return Optional.of(live);
      }
    }
    return Optional.empty();
  }

  /** Revision of the newest event taken over. */
  public long revision() {
    return revision;
  }

  /** Digest of the live entities so far. */
  public Digest digest() {
    return digest;
  }

  /** The next image. The delta can go on. */
  public ClusterImage apply() {
    EnumMap<Family, EntityMap> families = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      EntityMap.Builder builder = changed.get(family);
      families.put(family, builder == null ? from.family(family) : builder.build());
    }
    return new ClusterImage(revision, digest, families, removals.build());
  }

  private EntityMap.Builder family(Family family) {
    return changed.computeIfAbsent(family, key -> from.family(key).builder());
  }

  private Entity find(Family family, String key) {
    EntityMap.Builder builder = changed.get(family);
    return builder == null ? from.family(family).get(key).orElse(null) : builder.get(key);
  }
}
