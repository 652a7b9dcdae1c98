package io.lockstep.cli.cluster;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.cluster.ClusterFolder.NodeAddress;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say which cluster, which node of it, and who asks. */
public final class ClusterOptions {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      defaultValue = ".lockstep/sandbox",
      description = {
        "Folder of the cluster, with its cluster.json.",
        "Default: ${DEFAULT-VALUE}, the sandbox."
      })
  private Path folder;

  @Option(
      names = "--node",
      paramLabel = "ID",
      description = {"Node to talk to.", "Default: the first of cluster.json that answers."})
  private String node;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = {"Who asks, for the audit.", "Default: the user of this process."})
  private String actor;

  /** The folder that was named, or the sandbox's. */
  public Path folder() {
    return folder;
  }

  /** Who asks. */
  public String actor() {
    return actor;
  }

  /** A client of the node that was named, or of the first that answers. */
  public NodeClient client() {
    ClusterFolder cluster = ClusterFolder.read(folder);
    HttpClient http = NodeClient.newHttpClient();
    if (node != null) {
      return new NodeClient(http, cluster.node(node).url(), actor);
    }
    return firstThatAnswers(cluster, http);
  }

  private NodeClient firstThatAnswers(ClusterFolder cluster, HttpClient http) {
    List<String> silent = new ArrayList<>();
    for (NodeAddress address : cluster.nodes()) {
      NodeClient client = new NodeClient(http, address.url(), actor);
      try {
        client.state(PROBE_TIMEOUT);
        return client;
      } catch (Failure e) {
        silent.add(address.id() + " at " + address.url() + " (" + e.code() + ")");
      }
    }
    throw new Failure(
        ExitCodes.NOT_AVAILABLE,
        "unavailable",
        "no node of "
            + cluster.folder().resolve(ClusterFolder.FILE)
            + " answers; nothing was sent. Start the cluster with `lockstep up`"
            + (silent.isEmpty() ? ". The file names no node" : "\n  ")
            + String.join("\n  ", silent));
  }
}
