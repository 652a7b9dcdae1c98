package io.lockstep.trust.file;

/** Why a file with a secret is refused. */
public enum FileProblem {
  /** There is none. */
  MISSING("missing"),
  /** There is one already. */
  EXISTS("exists"),
  /** It is a symbolic link. */
  SYMLINK("symlink"),
  /** It is a folder, a device or the like. */
  NOT_A_FILE("not-a-file"),
  /** Others than its owner may use it. */
  PERMISSIONS("permissions"),
  /** It belongs to another user. */
  OWNER("owner"),
  /** Anybody may replace it, since anybody may write to its folder. */
  FOLDER("folder"),
  /** It is longer than it may be. */
  TOO_LARGE("too-large"),
  /** It was replaced while it was read. */
  CHANGED("changed"),
  /** The file system does not keep owners and permissions. */
  FILE_SYSTEM("file-system"),
  /** It cannot be read or written. */
  IO("io");

  private final String code;

  FileProblem(String code) {
    this.code = code;
  }

  /** Last part of the stable code. */
  public String code() {
    return code;
  }
}
