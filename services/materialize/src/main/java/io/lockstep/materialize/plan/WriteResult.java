package io.lockstep.materialize.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an application of a plan did.
 *
 * @param revision the revision whose files are on disk now
 * @param written paths of the files created or replaced
 * @param removed paths of the files removed
 * @param drifted paths of the files that were not as they had been written when the plan was made;
 *     those that shall be are right again
 * @param problems why files stay as they are though they may have to change
 * @param copies for each replaced file whose bytes were somebody else's, where they are kept
 */
public record WriteResult(
    long revision,
    List<String> written,
    List<String> removed,
    List<String> drifted,
    List<String> problems,
    Map<String, Path> copies) {

  /** Copies the collections. */
  public WriteResult {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
    drifted = List.copyOf(drifted);
    problems = List.copyOf(problems);
    copies = Map.copyOf(copies);
  }
}
