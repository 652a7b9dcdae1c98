package io.lockstep.sandbox;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs the sandbox runs, as the build laid them out under one root folder.
 *
 * @param root the checkout; given by the system property {@code lockstep.home}, else found upwards
 *     from where this class was loaded
 */
record Distribution(Path root) {
  private static final Path REGISTRY = Path.of("services", "sandbox", "target", "registry");
  private static final Path BROKER = Path.of("services", "sandbox", "broker", "target", "lib");

  static Distribution find() {
    String home = System.getProperty("lockstep.home");
    if (home != null) {
      return new Distribution(Path.of(home).toAbsolutePath());
    }
    for (Path dir = codeLocation(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve(BROKER))) {
        return new Distribution(dir);
      }
    }
    throw new SandboxException(
        "cannot find the broker that the sandbox runs: no folder above "
            + codeLocation()
            + " has "
            + BROKER
            + "; build with `./mvnw -DskipTests package`, or set -Dlockstep.home to the checkout");
  }

  /** The class path of the broker, in a fixed order. */
  List<Path> brokerClassPath() {
    return jars(root.resolve(BROKER), "");
  }

  /** The jar that runs the registry; the rest of its class path is named in its manifest. */
  Path registryJar() {
    return jars(root.resolve(REGISTRY), "-runner").get(0);
  }

  private static List<Path> jars(Path dir, String suffix) {
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> jars = files.filter(f -> f.toString().endsWith(suffix + ".jar")).sorted().toList();
      if (!jars.isEmpty()) {
        return jars;
      }
      throw new IOException("no *" + suffix + ".jar in it");
    } catch (IOException e) {
      throw new SandboxException(
          "cannot use " + dir + " (" + e + "); build with `./mvnw -DskipTests package`", e);
    }
  }

  private static Path codeLocation() {
    try {
      return Path.of(
          Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
