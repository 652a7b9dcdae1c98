package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are in a sandbox folder. */
record Layout(Path dir) {
  static final String BROKER = "kafka";
  static final String REGISTRY = "registry";
  static final String STATUS = "status";

  Layout {
    dir = dir.toAbsolutePath().normalize();
  }

  Path clusterFile() {
    return dir.resolve("cluster.json");
  }

  Path optionsFile() {
    return dir.resolve("sandbox.properties");
  }

  Path lockFile() {
    return dir.resolve(".lock");
  }

  /** The certificates by which the nodes are trusted, PEM. */
  Path authorities() {
    return dir.resolve("ca.pem");
  }

  /** A session token that may do everything, mode 0600. */
  Path adminToken() {
    return dir.resolve("admin.token");
  }

  /** Exists once the cluster was founded. */
  Path foundedMarker() {
    return dir.resolve(".founded");
  }

  /**
   * What a process of this name keeps: {@code kafka}, {@code registry}, {@code status} or a node
   * id.
   */
  Path home(String process) {
    return dir.resolve(process);
  }

  /** Where a process of this name puts temporary files, so that none is left elsewhere. */
  Path tmp(String process) {
    return home(process).resolve("tmp");
  }

  Path log(String process) {
    return dir.resolve("logs").resolve(process + ".log");
  }

  Path runFile(String process) {
    return dir.resolve("run").resolve(process + ".properties");
  }

  Path nodeProperties(String node) {
    return home(node).resolve("node.properties");
  }

  boolean exists() {
    return Files.isRegularFile(optionsFile());
  }

  /**
   * Makes the folder, or finds that it is a sandbox's.
   *
   * @throws SandboxException when it cannot be written, or holds something that is not a sandbox
   */
  void create() {
    try {
      if (Files.isDirectory(dir) && !exists() && holdsOtherThings()) {
        throw new SandboxException(
            dir + " is not empty and holds no sandbox; name an empty or a new folder with --dir");
      }
      for (String part : List.of("logs", "run")) {
        Files.createDirectories(dir.resolve(part));
      }
      Files.delete(Files.createTempFile(dir, ".probe", null));
    } catch (IOException e) {
      throw new SandboxException(
          "cannot write in the sandbox folder "
              + dir
              + " ("
              + e
              + "); make it writable, free some space, or name another with --dir",
          e);
    }
  }

  private boolean holdsOtherThings() throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      // What an `up` that ended very early has left is not another thing.
      return entries
          .map(p -> p.getFileName().toString())
          .anyMatch(n -> !List.of("logs", "run", ".lock").contains(n));
    }
  }
}
