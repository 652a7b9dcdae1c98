package io.lockstep.materialize.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What would happen to each managed file. Data: making it changes nothing, and looking at it needs
 * no disk. Immutable.
 *
 * @param revision the revision of the image that it leads to
 * @param profile name of the profile that made the files
 * @param files each file once, ordered by path
 */
public record Plan(long revision, String profile, List<PlannedFile> files) {

  /** Copies the list. */
  public Plan {
    files = List.copyOf(files);
  }

  /** Whether no file would change. */
  public boolean isEmpty() {
    return files.stream().allMatch(file -> file.action() == Action.KEEP);
  }

  /** Why files stay as they are though they may have to change; empty where all can be made. */
  public List<String> problems() {
    return files.stream()
        .filter(file -> file.problem() != null)
        .map(file -> held(file.path(), file.problem()))
        .toList();
  }

  static String held(String path, String problem) {
    return path + " stays as it is: " + problem;
  }

  /** By path, values that somebody changed and that shall become those of their parameters. */
  public Map<String, List<Adoptable>> adoptable() {
    return files.stream()
        .filter(file -> !file.adoptable().isEmpty())
        .collect(Collectors.toMap(PlannedFile::path, PlannedFile::adoptable));
  }

  /** Paths of the files that are not as they were written. */
  public List<String> drifted() {
    return files.stream().filter(PlannedFile::drifted).map(PlannedFile::path).toList();
  }
}
