package io.lockstep.state.image;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.FormatRaised;
import io.lockstep.schema.topic.TrustedRecords;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The state of the cluster at one revision. Immutable; only {@link ClusterDelta#apply()} makes the
 * next one. Any thread may read it.
 */
public final class ClusterImage {
  static {
    TrustedRecords.declare();
  }

  /** Highest format level that this version reads and writes. */
  public static final int SUPPORTED_FORMAT = 1;

  /** The state before the cluster was founded. */
  public static final ClusterImage EMPTY =
      new ClusterImage(0, Digest.ZERO, new EnumMap<>(Family.class), EntityMap.EMPTY);

  private final long revision;
  private final Digest digest;
  private final Map<Family, EntityMap> families;
  private final EntityMap removals;

  ClusterImage(
      long revision, Digest digest, EnumMap<Family, EntityMap> families, EntityMap removals) {
    this.revision = revision;
    this.digest = digest;
    this.families = families;
    this.removals = removals;
  }

  EntityMap family(Family family) {
    return families.getOrDefault(family, EntityMap.EMPTY);
  }

  /** Number of the newest event in it; 0 for none. */
  public long revision() {
    return revision;
  }

  /** Fingerprint of its live entities. */
  public Digest digest() {
    return digest;
  }

  /** Name of the cluster; empty before it was founded. */
  public String cluster() {
    return founded().map(ClusterFounded::getCluster).orElse("");
  }

  /** How the cluster was founded. */
  public Optional<ClusterFounded> founded() {
    return family(Family.FOUNDATION)
        .get(EntityKeys.CLUSTER)
        .map(entity -> entity.payload(ClusterFounded.class));
  }

  /** Format level that events may have; 1 until it is raised. */
  public int formatLevel() {
    return family(Family.FOUNDATION)
        .get(EntityKeys.FORMAT)
        .map(entity -> entity.payload(FormatRaised.class).getLevel())
        .orElse(1);
  }

  /** The configuration parameters. */
  public ConfigurationImage configuration() {
    return new ConfigurationImage(family(Family.CONFIGURATION));
  }

  /** The nodes. */
  public MembersImage members() {
    return new MembersImage(family(Family.MEMBERS));
  }

  /** The primary and the order of succession. */
  public PromotionImage promotion() {
    return new PromotionImage(family(Family.PROMOTION));
  }

  /** Managed content. */
  public ContentImage content() {
    return new ContentImage(family(Family.CONTENT));
  }

  /** Certificates and what else makes trust. */
  public TrustImage trust() {
    return new TrustImage(this);
  }

  /** The live entity with that key. */
  public Optional<Entity> entity(String key) {
    for (EntityMap family : families.values()) {
      Optional<Entity> entity = family.get(key);
      if (entity.isPresent()) {
        return entity;
      }
    }
    return Optional.empty();
  }

  /** Calls {@code action} with each live entity, in no order that means anything. */
  public void forEach(Consumer<Entity> action) {
    families.values().forEach(family -> family.forEach(action));
  }

  /** Number of live entities. */
  public int size() {
    return families.values().stream().mapToInt(EntityMap::size).sum();
  }

  /**
   * Removed entities whose removal is still in the log. Not part of the state: two images that
   * differ in these alone are equal.
   */
  public EntityMap removals() {
    return removals;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ClusterImage that) || revision != that.revision) {
      return false;
    }
    for (Family family : Family.values()) {
      if (!family(family).equals(that.family(family))) {
        return false;
      }
    }
    return digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(revision) ^ digest.hashCode();
  }

  @Override
  public String toString() {
    return "revision " + revision + ", " + size() + " entities, digest " + digest;
  }
}
