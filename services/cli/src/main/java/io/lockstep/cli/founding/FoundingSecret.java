package io.lockstep.cli.founding;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The file with the secret of a cluster that is founded: the one that is there, or a new one. */
final class FoundingSecret {
  private final String cluster;
  private final Path path;
  private final SecretFile file;
  private boolean created;

  FoundingSecret(String cluster, Path path) {
    this.cluster = cluster;
    this.path = path;
    this.file = new SecretFile(path);
  }

  Path path() {
    return path;
  }

  /** Before the founding, so that no crash can lose the secret of a cluster. */
  ClusterSecret readOrCreate() {
    if (!file.exists()) {
      try (ClusterSecret made = ClusterSecret.generate(1, new SecureRandom())) {
        file.create(made);
      }
      created = true;
    }
    return file.read(1);
  }

  /** A new secret would be another than the cluster's. */
  void requireThere() {
    if (!file.exists()) {
      throw new Failure(
          ExitCodes.REFUSED,
          "secret-missing",
          "cluster "
              + cluster
              + " is founded already, and its secret is not in "
              + path
              + ": no other was made. Copy the file taeh from the data.dir of one of its nodes, or"
              + " name the file with --secret-file");
    }
  }

  /** Deletes what {@link #readOrCreate} made, since it is no cluster's. */
  void forgetCreated() {
    if (created) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new Failure(
            ExitCodes.FAILED,
            "unwritable-file",
            path + " is the secret of no cluster, and cannot be deleted (" + e + "); delete it",
            e);
      }
      requireThere();
    }
  }
}
