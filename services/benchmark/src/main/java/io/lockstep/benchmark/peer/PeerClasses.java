package io.lockstep.benchmark.peer;

import io.lockstep.benchmark.BuiltJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Class path of the peers and their clients, as the build of this checkout laid it out. */
final class PeerClasses {
  private static final String MODULE = "peers";
  private static final String OWN = "lockstep-benchmark-peers-";

  private final Path folder;

  private PeerClasses(Path folder) {
    this.folder = folder;
  }

  static PeerClasses find() throws PeerUnavailable {
    return new PeerClasses(
        BuiltJars.of(MODULE)
            .orElseThrow(
                () ->
                    new PeerUnavailable(
                        "the peers' clients are not built: " + BuiltJars.missing(MODULE))));
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
}
