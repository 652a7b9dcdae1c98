package io.lockstep.cli.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a sandbox that must hold a secret: only of this kind, and with this mode.
 *
 * @param always whether the file has the mode also where no planted secret is seen in it
 */
record Allowed(String glob, Set<Kind> kinds, boolean always) {
  private static final String PRIVATE = "rw-------";

  /** Everything else in the folder of a sandbox must be free of secrets. */
  static final List<Allowed> FILES =
      List.of(
          new Allowed("admin.token", Set.of(Kind.SESSION), true),
          new Allowed("*/data/taeh", Set.of(Kind.CLUSTER_SECRET), true),
          new Allowed("*/data/node.key", Set.of(Kind.NODE_KEY), true),
          new Allowed("*/data/sealing.key", Set.of(Kind.NODE_KEY), true),
          new Allowed("*/data/authority.pem", Set.of(Kind.AUTHORITY_KEY), true),
          new Allowed("*/data/join.token", Set.of(Kind.JOIN_TOKEN), true),
          new Allowed("*/files/keystore.pem", Set.of(Kind.CERTIFICATE_KEY), true),
          // Encrypted with a password that may be known to all: private, and nothing to be seen.
          new Allowed("*/files/keystore.p12", Set.of(), true),
          // As everybody may read it, unless a parameter of the node is secret.
          new Allowed("*/files/configuration.properties", Set.of(Kind.PARAMETER), false));

  /** The rule for a file, by its path in the folder. */
  static Optional<Allowed> of(Path relative) {
    return FILES.stream().filter(rule -> rule.matches(relative)).findFirst();
  }

  private boolean matches(Path relative) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return matcher.matches(relative);
  }

  /** What is wrong with the file's mode, if it holds such a secret or always must have one. */
  static Optional<Finding> looseMode(Path file, String where) {
    try {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      return mode.equals(PRIVATE)
          ? Optional.empty()
          : Optional.of(new Finding(where, null, "has mode " + mode + ", wanted " + PRIVATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
