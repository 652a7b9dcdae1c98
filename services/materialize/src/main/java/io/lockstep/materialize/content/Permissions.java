package io.lockstep.materialize.content;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permission bits, 0 to 0777, as Java's sets. */
final class Permissions {
  private static final PosixFilePermission[] BITS = PosixFilePermission.values(); // rwx: u, g, o

  private Permissions() {}

  static Set<PosixFilePermission> of(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission bit : BITS) {
      if ((mode & 0400 >> bit.ordinal()) != 0) {
        set.add(bit);
      }
    }
    return set;
  }
}
