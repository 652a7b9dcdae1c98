package io.lockstep.cli.client;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member of the cluster.
 *
 * @param state {@code ACTIVE}, {@code DRAINED} or {@code REMOVED}
 * @param report the newest that the asked node has seen of it; null when none
 */
public record NodeItem(
    String id,
    String host,
    String url,
    String adminUrl,
    String site,
    List<String> roles,
    Map<String, String> attributes,
    String state,
    boolean primary,
    Report report) {
  /** Empty lists may be left out of a document. */
  public NodeItem {
    roles = roles == null ? List.of() : List.copyOf(roles);
    attributes = attributes == null ? Map.of() : new TreeMap<>(attributes);
  }

  /** What a node said of itself {@code ageMillis} ago; the product's version may be null. */
  public record Report(
      String state,
      long receivedRevision,
      long writtenRevision,
      long activeRevision,
      String digest,
      long offset,
      long epoch,
      String softwareVersion,
      String productVersion,
      long ageMillis,
      List<NodeState.StateProblem> problems,
      List<NodeState.StateProblem> warnings) {
    /** As above. */
    public Report {
      problems = problems == null ? List.of() : List.copyOf(problems);
      warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
  }
}
