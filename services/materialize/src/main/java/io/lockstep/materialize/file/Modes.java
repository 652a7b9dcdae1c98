package io.lockstep.materialize.file;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permission bits as numbers, 0 to 0777, and as Java's sets. */
public final class Modes {
  private static final PosixFilePermission[] BITS = PosixFilePermission.values(); // rwx: u, g, o

  private Modes() {}

  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission bit : BITS) {
      if ((mode & mask(bit)) != 0) {
        permissions.add(bit);
      }
    }
    return permissions;
  }

  /** The number of a set. */
  public static int mode(Set<PosixFilePermission> permissions) {
    return permissions.stream().mapToInt(Modes::mask).sum();
  }

  private static int mask(PosixFilePermission bit) {
    return 0400 >> bit.ordinal();
  }
}
