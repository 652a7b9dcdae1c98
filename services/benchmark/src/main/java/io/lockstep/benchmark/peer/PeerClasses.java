package io.lockstep.benchmark.peer;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Class path of the peers and their clients, as the build of this checkout laid it out. */
final class PeerClasses {
  private static final Path BUILT = Path.of("services", "benchmark", "peers", "target", "lib");
  private static final String OWN = "lockstep-benchmark-peers-";

  private final Path folder;

  private PeerClasses(Path folder) {
    this.folder = folder;
  }

  /** Looks below the system property {@code lockstep.home}, else upwards from this class. */
  static PeerClasses find() throws PeerUnavailable {
    String home = System.getProperty("lockstep.home");
    for (Path dir = home == null ? codeLocation() : Path.of(home).toAbsolutePath();
        dir != null;
        dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve(BUILT))) {
        return new PeerClasses(dir.resolve(BUILT));
      }
    }
    throw new PeerUnavailable(
        "the peers' clients are not built: no "
            + BUILT
            + "; run ./mvnw -DskipTests package -pl services/benchmark -am");
  }

  /** As the option {@code -cp} takes it. */
  String path() {
    return folder + "/*";
  }

  /** Version of the jar of this name, without its version; empty if there is none. */
  Optional<String> version(String artifact) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(OWN))
          .filter(name -> name.matches(artifact + "-\\d.*\\.jar"))
          .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Path codeLocation() {
    try {
      return Path.of(PeerClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
