package io.lockstep.cli.client;

import java.util.List;

/**
 * How far the asked node is.
 *
 * @param revision of its image
 * @param digest of its image, hexadecimal
 * @param staleMillis age of its last contact with the log, in milliseconds
 */
public record NodeState(
    String cluster,
    String node,
    String incarnation,
    String state,
    boolean primary,
    long epoch,
    String primaryNode,
    long revision,
    long writtenRevision,
    long activeRevision,
    String digest,
    long offset,
    boolean caughtUp,
    long staleMillis,
    List<StateProblem> problems,
    List<StateProblem> warnings) {
  /** An empty list may be left out of a document. */
  public NodeState {
    problems = problems == null ? List.of() : List.copyOf(problems);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /** What keeps the node from being well. */
  public record StateProblem(String code, String message, Long offset) {}
}
