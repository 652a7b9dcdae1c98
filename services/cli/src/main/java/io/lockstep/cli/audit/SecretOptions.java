package io.lockstep.cli.audit;

import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say which secret MACs are verified with. */
final class SecretOptions {
  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = {
        "The cluster secret to verify MACs with; the newest version opens the older ones.",
        "Default: the file taeh in the cluster's folder, else that of a sandbox's node; without one",
        "MACs are not verified."
      })
  private Path file;

  @Option(
      names = "--without-secret",
      description = {"Leave MACs alone, though the cluster's folder has the secret."})
  private boolean without;

  /** The file; empty where there is none to use. */
  Optional<Path> file(Optional<Path> clusterFolder) {
    if (without && file != null) {
      throw new Failure(
          ExitCodes.USAGE, "usage", "--secret-file and --without-secret: give one of the two");
    }
    if (without || file != null) {
      return Optional.ofNullable(file);
    }
    return clusterFolder.flatMap(SecretOptions::secretIn);
  }

  /** The newest: a rotation writes the file of each node that runs. */
  private static Optional<Path> secretIn(Path folder) {
    Path own = folder.resolve(SecretFile.NAME);
    if (Files.exists(own) || !ClusterFolder.exists(folder)) {
      return Optional.of(own).filter(Files::exists);
    }
    return ClusterFolder.read(folder).nodes().stream()
        .filter(node -> node.dir() != null)
        .map(node -> node.dir().resolve("data").resolve(SecretFile.NAME))
        .filter(Files::exists)
        .max(Comparator.comparing(SecretOptions::written));
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
