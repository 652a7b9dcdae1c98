package io.lockstep.materialize.manifest;

import io.lockstep.materialize.file.FileState;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file as it was written.
 *
 * @param path in the managed folder
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param mode POSIX permission bits, 0 to 0777
 * @param revision the revision at which it last changed
 * @param anyMode whether its mode is others' to choose
 * @param values of a file that somebody else owns, what was written in it: SHA-256 by address,
 *     empty for what is not to be there; null for a file that was written whole
 */
public record ManifestEntry(
    String path,
    String sha256,
    int mode,
    long revision,
    boolean anyMode,
    Map<String, String> values) {

  /** Copies the map. */
  public ManifestEntry {
    values = values == null ? null : Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** A file that was written whole, with its mode. */
  public ManifestEntry(String path, String sha256, int mode, long revision) {
    this(path, sha256, mode, revision, false, null);
  }

  /** Whether somebody else owns the file, and only values in it were written. */
  public boolean isEdited() {
    return values != null;
  }

  /** Whether what stands on disk is another file than was written, or none. */
  public boolean differsFrom(Optional<FileState> onDisk) {
    return onDisk.filter(state -> state.is(sha256, anyMode ? state.mode() : mode)).isEmpty();
  }

  /** Whether the mode on disk is another than was written. */
  public boolean modeDiffersFrom(FileState onDisk) {
    return !anyMode && onDisk.mode() != mode;
  }

  /** Whether another entry says the same of the file, at whatever revision. */
  public boolean sameAs(ManifestEntry other) {
    return equals(
        new ManifestEntry(
            other.path, other.sha256, other.mode, revision, other.anyMode, other.values));
  }

  /** The same as of another revision. */
  public ManifestEntry at(long other) {
    return new ManifestEntry(path, sha256, mode, other, anyMode, values);
  }
}
