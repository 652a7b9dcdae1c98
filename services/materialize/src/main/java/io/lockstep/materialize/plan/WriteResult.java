package io.lockstep.materialize.plan;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
 * @param unsettled paths of the files that were changed by somebody between plan and rename, and
 *     that stay as they are until there is another plan
 * @param adoptable by path, values that somebody changed and that shall become their parameters'
 */
public record WriteResult(
    long revision,
    List<String> written,
    List<String> removed,
    List<String> drifted,
    List<String> problems,
    Map<String, Path> copies,
    List<String> unsettled,
    Map<String, List<Adoptable>> adoptable) {

  /** Copies the collections. */
  public WriteResult {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
    drifted = List.copyOf(drifted);
    problems = List.copyOf(problems);
    copies = Map.copyOf(copies);
    unsettled = List.copyOf(unsettled);
    adoptable = Map.copyOf(adoptable);
  }

  /** This and what was done right after it, together. */
  public WriteResult and(WriteResult next) {
    Map<String, Path> all = new HashMap<>(copies);
    all.putAll(next.copies);
    return new WriteResult(
        next.revision,
        both(written, next.written),
        both(removed, next.removed),
        both(drifted, next.drifted),
        next.problems,
        all,
        next.unsettled,
        next.adoptable);
  }

  private static List<String> both(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().sorted().toList();
  }
}
