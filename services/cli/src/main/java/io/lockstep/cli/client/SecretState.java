package io.lockstep.cli.client;

import java.util.List;

/**
 * The versions of the cluster secret, and which node has which; never the secret.
 *
 * @param revision that the node was at
 */
public record SecretState(long revision, List<Version> versions, List<Holder> nodes) {
  private static final String CURRENT = "current";
  private static final String RETIRING = "retiring";

  /** Never null. */
  public SecretState {
    versions = versions == null ? List.of() : List.copyOf(versions);
    nodes = nodes == null ? List.of() : List.copyOf(nodes);
  }

  /**
   * A version.
   *
   * @param state {@code current}, {@code retiring} or {@code retired}
   * @param revision of its newest state, which it has since time
   */
  public record Version(
      int version, String fingerprint, String state, long revision, String time) {}

  /**
   * What a node said that it has.
   *
   * @param version 0 where it said nothing yet
   */
  public record Holder(String node, int version, String fingerprint) {}

  /** The version that protects what is new; 0 where the answer names none. */
  public int current() {
    return versions.stream()
        .filter(version -> CURRENT.equals(version.state()))
        .mapToInt(Version::version)
        .max()
        .orElse(0);
  }

  /** Whether nothing is left that a version before the current one protects. */
  public boolean isSettled() {
    return versions.stream().noneMatch(version -> RETIRING.equals(version.state()));
  }
}
