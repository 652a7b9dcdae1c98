package io.lockstep.materialize.file;

/**
 * What stands at a path on disk.
 *
 * @param sha256 lower-case hexadecimal; empty for what is not a regular file
 * @param mode POSIX permission bits, 0 to 0777
 * @param regular whether it is a regular file; a link, also one to a regular file, is none
 */
public record FileState(String sha256, int mode, boolean regular) {

  /** Whether it is a regular file with that hash and mode. */
  public boolean is(String wantedSha256, int wantedMode) {
    return regular && mode == wantedMode && sha256.equals(wantedSha256);
  }
}
