package io.lockstep.trust.secret;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The versions of the secret that a node has. New things are protected with the current one; the
 * others still open what they protect. Immutable; any thread.
 */
public final class SecretRing implements AutoCloseable {
  private final SortedMap<Integer, ClusterSecret> secrets;
  private final ClusterSecret current;

  private SecretRing(SortedMap<Integer, ClusterSecret> secrets, int current) {
    this.secrets = secrets;
    this.current = secrets.get(current);
    if (this.current == null) {
      throw new IllegalArgumentException(
          "version " + current + " of the secret is not among " + secrets.keySet());
    }
  }

  /** A ring with one version, which is current. */
  public static SecretRing of(ClusterSecret secret) {
    return of(List.of(secret), secret.version());
  }

  /**
   * A ring with these versions.
   *
   * @throws IllegalArgumentException if one is there twice or the current one is missing
   */
  public static SecretRing of(Collection<ClusterSecret> secrets, int current) {
    TreeMap<Integer, ClusterSecret> byVersion = new TreeMap<>();
    for (ClusterSecret secret : secrets) {
      if (byVersion.put(secret.version(), secret) != null) {
        throw new IllegalArgumentException("version " + secret.version() + " is there twice");
      }
    }
    return new SecretRing(byVersion, current);
  }

  /** The one that protects what is new. */
  public ClusterSecret current() {
    return current;
  }

  /** A version, if this node has it. */
  public Optional<ClusterSecret> get(int version) {
    return Optional.ofNullable(secrets.get(version));
  }

  /** The versions that this node has. */
  public SortedSet<Integer> versions() {
    return new TreeSet<>(secrets.keySet());
  }

  /** A ring that has one more, and the same current one. */
  public SecretRing with(ClusterSecret secret) {
    TreeMap<Integer, ClusterSecret> more = new TreeMap<>(secrets);
    ClusterSecret before = more.putIfAbsent(secret.version(), secret);
    if (before != null && !before.fingerprint().equals(secret.fingerprint())) {
      throw new IllegalArgumentException(
          "version " + secret.version() + " is there with fingerprint " + before.fingerprint());
    }
    return new SecretRing(more, current.version());
  }

  /** A ring in which another version is current. */
  public SecretRing withCurrent(int version) {
    return new SecretRing(secrets, version);
  }

  /** A ring without a version, which is not wiped: other rings may hold it. */
  public SecretRing without(int version) {
    TreeMap<Integer, ClusterSecret> fewer = new TreeMap<>(secrets);
    fewer.remove(version);
    return new SecretRing(fewer, current.version());
  }

  /** Wipes all versions. */
  @Override
  public void close() {
    secrets.values().forEach(ClusterSecret::close);
  }

  @Override
  public String toString() {
    return "SecretRing[current=" + current.version() + ", versions=" + secrets.keySet() + "]";
  }
}
