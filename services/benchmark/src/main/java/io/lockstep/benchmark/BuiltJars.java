package io.lockstep.benchmark;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Jars of a module that is run as a process, as the build of this checkout laid them out. */
public final class BuiltJars {
  private BuiltJars() {}

  /**
   * The folder of a module's jars; empty if they are not built. Looks below the system property
   * {@code lockstep.home}, else upwards from this class.
   *
   * @param module its folder below {@code services/benchmark}
   */
  public static Optional<Path> of(String module) {
    Path built = built(module);
    String home = System.getProperty("lockstep.home");
    for (Path dir = home == null ? codeLocation() : Path.of(home).toAbsolutePath();
        dir != null;
        dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve(built))) {
        return Optional.of(dir.resolve(built));
      }
    }
    return Optional.empty();
  }

  /** Why a module cannot be run where its jars are not built, and what to do. */
  public static String missing(String module) {
    return "no " + built(module) + "; run ./mvnw -DskipTests package -pl services/benchmark -am";
  }

  private static Path built(String module) {
    return Path.of("services", "benchmark", module, "target", "lib");
  }

  private static Path codeLocation() {
    try {
      return Path.of(BuiltJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
