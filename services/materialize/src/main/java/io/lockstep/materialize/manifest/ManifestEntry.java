package io.lockstep.materialize.manifest;

import io.lockstep.materialize.file.FileState;
import java.util.Optional;

/**
 * A file as it was written.
 *
 * @param path in the managed folder
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param mode POSIX permission bits, 0 to 0777
 * @param revision the revision at which it last changed
 */
public record ManifestEntry(String path, String sha256, int mode, long revision) {

  /** Whether what stands on disk is another file than was written, or none. */
  public boolean differsFrom(Optional<FileState> onDisk) {
    return onDisk.filter(state -> state.is(sha256, mode)).isEmpty();
  }
}
