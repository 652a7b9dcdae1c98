package io.lockstep.cli.status;

import io.lockstep.cli.access.StatusAccessOptions;
import io.lockstep.cli.client.StatusClient;
import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which status application is asked. */
public final class StatusOptions {
  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      defaultValue = "${env:LOCKSTEP_CLUSTER:-.lockstep/sandbox}",
      description = {
        "Folder of the cluster, with its cluster.json; none is needed with --url.",
        "Default: environment variable LOCKSTEP_CLUSTER, then .lockstep/sandbox, the sandbox."
      })
  private Path folder;

  @Mixin private StatusAccessOptions access;

  /** A client of the status application. */
  public StatusClient client() {
    return new StatusClient(
        access
            .url()
            .or(() -> ClusterFolder.read(folder).status())
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCodes.USAGE,
                        "usage",
                        folder.resolve(ClusterFolder.FILE)
                            + " names no status application; give its address with --url")),
        access.access());
  }
}
