package io.lockstep.cli.cluster;

import io.lockstep.cli.access.AccessOptions;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.cluster.ClusterFolder.NodeAddress;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which cluster, which node of it, and whose session asks. */
public final class ClusterOptions {
  private static final String UNAVAILABLE = "unavailable";
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      defaultValue = "${env:LOCKSTEP_CLUSTER:-.lockstep/sandbox}",
      description = {
        "Folder of the cluster, with its cluster.json.",
        "Default: environment variable LOCKSTEP_CLUSTER, then .lockstep/sandbox, the sandbox."
      })
  private Path folder;

  @Option(
      names = "--node",
      paramLabel = "ID",
      description = {"Node to talk to.", "Default: the first of cluster.json that answers."})
  private String node;

  @Mixin private AccessOptions access;

  /** The folder that was named, or the sandbox's. */
  public Path folder() {
    return folder;
  }

  /** A client of the node that was named, or of the first that answers. */
  public NodeClient client() {
    ClusterFolder cluster = ClusterFolder.read(folder);
    NodeAccess how = access.access(cluster.authorities(), cluster.adminSession());
    return node == null
        ? firstThatAnswers(cluster, how)
        : new NodeClient(url(cluster.node(node)), how);
  }

  /**
   * A client of the node that was named; else one of each node by id: those of cluster.json, and
   * the members that one of these names.
   */
  public Map<String, NodeClient> everyNode() {
    ClusterFolder cluster = ClusterFolder.read(folder);
    NodeAccess how = access.access(cluster.authorities(), cluster.adminSession());
    Map<String, NodeClient> clients = new TreeMap<>();
    if (node != null) {
      clients.put(node, new NodeClient(url(cluster.node(node)), how));
      return clients;
    }
    cluster.nodes().forEach(each -> clients.put(each.id(), new NodeClient(url(each), how)));
    List<NodeItem> members;
    try {
      members = firstThatAnswers(cluster, how).nodes().items();
    } catch (Failure e) {
      if (isForEveryNode(e) || clients.isEmpty()) {
        throw e;
      }
      return clients;
    }
    for (NodeItem member : members) {
      if (member.state().equals("REMOVED")) {
        clients.remove(member.id());
      } else {
        NodeAddress address = new NodeAddress(member.id(), URI.create(member.url()), null);
        clients.computeIfAbsent(member.id(), id -> new NodeClient(url(address), how));
      }
    }
    return clients;
  }

  /**
   * A client of a member, wherever it is: at the address of cluster.json, or else at the one under
   * which the cluster knows it.
   */
  public NodeClient clientOf(String id) {
    ClusterFolder cluster = ClusterFolder.read(folder);
    NodeAccess how = access.access(cluster.authorities(), cluster.adminSession());
    for (NodeAddress address : cluster.nodes()) {
      if (address.id().equals(id)) {
        return new NodeClient(url(address), how);
      }
    }
    return client().nodes().items().stream()
        .filter(item -> item.id().equals(id))
        .findFirst()
        .map(item -> new NodeClient(URI.create(item.url()), how))
        .orElseThrow(
            () ->
                new Failure(
                    ExitCodes.FAILED,
                    "not-found",
                    "there is no node \"" + id + "\"; see lockstep node list"));
  }

  private URI url(NodeAddress node) {
    String url = node.url().toString();
    return access.isPlainHttp() ? URI.create(url.replaceFirst("^https:", "http:")) : node.url();
  }

  private NodeClient firstThatAnswers(ClusterFolder cluster, NodeAccess how) {
    List<String> silent = new ArrayList<>();
    Failure reason = null;
    for (NodeAddress address : cluster.nodes()) {
      NodeClient client = new NodeClient(url(address), how);
      try {
        client.state(PROBE_TIMEOUT);
        return client;
      } catch (Failure e) {
        if (isForEveryNode(e)) {
          throw e;
        }
        // One that answers wrongly tells more than those that are silent.
        reason = reason == null && !e.code().equals(UNAVAILABLE) ? e : reason;
        silent.add(address.id() + " at " + client.url() + " (" + e.code() + ")");
      }
    }
    throw reason != null
        ? reason
        : new Failure(
            ExitCodes.NOT_AVAILABLE,
            UNAVAILABLE,
            "no node of "
                + cluster.folder().resolve(ClusterFolder.FILE)
                + " answers; nothing was sent. Start the cluster with `lockstep up`"
                + (silent.isEmpty() ? ". The file names no node" : "\n  ")
                + String.join("\n  ", silent));
  }

  /** Whether the other nodes would say the same, and perhaps count it as an attack. */
  private static boolean isForEveryNode(Failure failure) {
    return failure.exitCode() == ExitCodes.NOT_ALLOWED
        || failure.code().equals("too-many-attempts");
  }
}
