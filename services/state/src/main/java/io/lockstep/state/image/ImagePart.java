package io.lockstep.state.image;

import io.lockstep.schema.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Some of the events of which an image consists, each the newest of its entity. Parts can be read
 * by several threads, one each, and joined in a fraction of the time that replay takes: each node
 * of the maps is made once.
 */
public final class ImagePart {
  private final EntityHasher hasher = new EntityHasher();
  private final SharedValues shared = new SharedValues();
  private final Map<Family, List<Entity>> live = new EnumMap<>(Family.class);
  private final List<Entity> removals = new ArrayList<>();
  private Digest digest = Digest.ZERO;
  private long revision;

  /**
   * Takes an event, which is the image's from then on, as {@link ClusterDelta#replay(Event)} does.
   *
   * @param encoding of the event with this version's schema, in an array, which saves time; or null
   * @throws UnknownEventException if this version cannot read it
   */
  public void add(Event event, ByteBuffer encoding) {
    PayloadType type = ClusterDelta.type(event);
    String key = type.keyOf(event.getPayload());
    Digest hash = type.removal() ? Digest.ZERO : hasher.hash(key, event, encoding);
    Entity entity = Entity.of(key, type, event, encoding, hash);
    if (entity.keptEvent() != null) {
      shared.share(entity.keptEvent());
    }
    if (type.removal()) {
      removals.add(entity);
    } else {
      live.computeIfAbsent(type.family(), family -> new ArrayList<>()).add(entity);
      digest = digest.plus(hash);
    }
    revision = Math.max(revision, event.getRevision());
  }

  /**
   * The image of all parts. They are not to be used any more.
   *
   * @throws IllegalArgumentException if there are two events of one entity
   */
  public static ClusterImage join(List<ImagePart> parts) {
    Digest digest = Digest.ZERO;
    long revision = 0;
    List<Entity> removals = new ArrayList<>();
    for (ImagePart part : parts) {
      digest = digest.plus(part.digest);
      revision = Math.max(revision, part.revision);
      removals.addAll(part.removals);
    }
    EnumMap<Family, EntityMap> families = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      List<Entity> entities = new ArrayList<>();
      parts.forEach(part -> entities.addAll(part.live.getOrDefault(family, List.of())));
      families.put(family, EntityMap.of(entities));
    }
    return new ClusterImage(revision, digest, families, EntityMap.of(removals));
  }
}
