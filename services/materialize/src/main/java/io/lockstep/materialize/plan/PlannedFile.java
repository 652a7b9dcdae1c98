package io.lockstep.materialize.plan;

import io.lockstep.materialize.manifest.ManifestEntry;
import io.lockstep.materialize.profile.Output;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one file.
 *
 * @param path in the managed folder
 * @param action what happens
 * @param before SHA-256 of the bytes there now, lower-case hexadecimal; null for none, empty for
 *     what is not a regular file
 * @param after SHA-256 of the bytes there afterwards; null for none
 * @param wanted the file as it shall be, whole; empty where it shall not be, where it stays because
 *     somebody changed it by hand, and where nobody can say how it shall be
 * @param entry what the manifest says of it afterwards; empty where that stays as it is
 * @param drifted whether what stands there now is not what was written
 * @param foreign whether bytes are lost with a replacement that were never Lockstep's, so that a
 *     copy is kept
 * @param adoptable values in it that shall become those of their parameters
 * @param problem why nobody can say how it shall be; null where that is known
 */
public record PlannedFile(
    String path,
    Action action,
    String before,
    String after,
    Optional<Output> wanted,
    Optional<ManifestEntry> entry,
    boolean drifted,
    boolean foreign,
    List<Adoptable> adoptable,
    String problem) {

  /** Copies the list. */
  public PlannedFile {
    adoptable = List.copyOf(adoptable);
  }

  /** A file that stays as it is. */
  static PlannedFile kept(String path, String before, boolean drifted, String problem) {
    return new PlannedFile(
        path,
        Action.KEEP,
        before,
        before,
        Optional.empty(),
        Optional.empty(),
        drifted,
        false,
        List.of(),
        problem);
  }

  /** The same with values that shall become those of their parameters. */
  PlannedFile adopting(List<Adoptable> values) {
    return new PlannedFile(
        path, action, before, after, wanted, entry, drifted, foreign, values, problem);
  }
}
