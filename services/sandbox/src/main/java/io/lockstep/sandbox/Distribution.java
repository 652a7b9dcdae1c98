package io.lockstep.sandbox;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs the sandbox runs: as the build of a checkout laid them out, or as an installed
 * distribution has them.
 *
 * @param broker folder of the broker's class path
 * @param registry folder of the registry, as its project distributes it
 */
record Distribution(Path broker, Path registry) {
  private static final Path BUILT_BROKER =
      Path.of("services", "sandbox", "broker", "target", "lib");
  private static final Path BUILT_REGISTRY = Path.of("services", "sandbox", "target", "registry");
  private static final Path INSTALLED_BROKER = Path.of("sandbox", "broker");
  private static final Path INSTALLED_REGISTRY = Path.of("sandbox", "registry");

  /**
   * Looks in the folder that the system property {@code lockstep.home} names, else upwards from
   * where this class was loaded.
   *
   * @throws SandboxException when they are not there
   */
  static Distribution find() {
    String home = System.getProperty("lockstep.home");
    if (home != null) {
      return in(Path.of(home).toAbsolutePath());
    }
    for (Path dir = codeLocation(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve(BUILT_BROKER)) || isInstalled(dir)) {
        return in(dir);
      }
    }
    throw new SandboxException(
        "cannot find the broker that the sandbox runs: no folder above "
            + codeLocation()
            + " has "
            + BUILT_BROKER
            + "; build with `./mvnw -DskipTests package`, or set -Dlockstep.home to the checkout");
  }

  /** The folder "services" of a checkout has a module where an installation has the broker. */
  private static boolean isInstalled(Path dir) {
    Path broker = dir.resolve(INSTALLED_BROKER);
    return Files.isDirectory(broker) && !Files.exists(broker.resolve("pom.xml"));
  }

  /** The programs of a checkout, or of an installation. */
  static Distribution in(Path home) {
    if (Files.exists(home.resolve("pom.xml"))) {
      return new Distribution(home.resolve(BUILT_BROKER), home.resolve(BUILT_REGISTRY));
    }
    Path broker = home.resolve(INSTALLED_BROKER);
    if (!Files.isDirectory(broker)) {
      throw new SandboxException(
          "this installation has no "
              + broker
              + ", the broker that the sandbox runs; unpack the whole distribution for `up` and"
              + " `demo`");
    }
    return new Distribution(broker, home.resolve(INSTALLED_REGISTRY));
  }

  /** The class path of the broker, in a fixed order. */
  List<Path> brokerClassPath() {
    return jars(broker, "");
  }

  /** The jar that runs the registry; the rest of its class path is named in its manifest. */
  Path registryJar() {
    return jars(registry, "-runner").get(0);
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
          "cannot use "
              + dir
              + " ("
              + e
              + "); in a checkout build with `./mvnw -DskipTests package`, else unpack the"
              + " distribution again",
          e);
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
