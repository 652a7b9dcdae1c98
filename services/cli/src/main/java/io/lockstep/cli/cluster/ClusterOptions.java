package io.lockstep.cli.cluster;

import io.lockstep.cli.access.AccessOptions;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.cluster.ClusterFolder.NodeAddress;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.log.settings.HttpAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which cluster, which node of it, and whose session asks. */
public final class ClusterOptions {
  /** How long a node may take for its first answer: one that has just started has much to load. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
   * Nodes to ask.
   *
   * @param clients one of each node by id
   * @param strangers those of cluster.json that the cluster has no member of; empty where no node
   *     says who is one
   */
  public record Nodes(Map<String, NodeClient> clients, Set<String> strangers) {}

  /**
   * The node that was named; else those of cluster.json, and the members that one of these names.
   */
  public Nodes everyNode() {
    ClusterFolder cluster = ClusterFolder.read(folder);
    NodeAccess how = access.access(cluster.authorities(), cluster.adminSession());
    Map<String, NodeClient> clients = new TreeMap<>();
    if (node != null) {
      clients.put(node, new NodeClient(url(cluster.node(node)), how));
      return new Nodes(clients, Set.of());
    }
    cluster.nodes().forEach(each -> clients.put(each.id(), new NodeClient(url(each), how)));
    List<NodeItem> members;
    try {
      members = firstThatAnswers(cluster, how).nodes().items();
    } catch (Failure e) {
      if (FirstAnswer.isForEveryNode(e) || clients.isEmpty()) {
        throw e;
      }
      return new Nodes(clients, Set.of());
    }
    Set<String> strangers = new TreeSet<>(clients.keySet());
    for (NodeItem member : members) {
      strangers.remove(member.id());
      if (member.state().equals("REMOVED")) {
        clients.remove(member.id());
      } else {
        NodeAddress address = new NodeAddress(member.id(), callable(member), null);
        clients.computeIfAbsent(member.id(), id -> new NodeClient(url(address), how));
      }
    }
    return new Nodes(clients, strangers);
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
        .map(item -> new NodeClient(callable(item), how))
        .orElseThrow(
            () ->
                new Failure(
                    ExitCodes.FAILED,
                    "not-found",
                    "there is no node \"" + id + "\"; see lockstep node list"));
  }

  private static URI callable(NodeItem member) {
    return HttpAddress.of(member.url())
        .orElseThrow(
            () ->
                new Failure(
                    ExitCodes.FAILED,
                    "bad-address",
                    "node %s tells others to find it at \"%s\", wanted is a URL of %s; correct its"
                            .formatted(member.id(), member.url(), HttpAddress.WANTED)
                        + " node.url, or give its address in cluster.json"));
  }

  private URI url(NodeAddress node) {
    String url = node.url().toString();
    return access.isPlainHttp() ? URI.create(url.replaceFirst("^https:", "http:")) : node.url();
  }

  private NodeClient firstThatAnswers(ClusterFolder cluster, NodeAccess how) {
    return new FirstAnswer(PATIENCE)
        .of(
            cluster.folder().resolve(ClusterFolder.FILE),
            cluster.nodes().stream().map(NodeAddress::id).toList(),
            cluster.nodes().stream().map(address -> new NodeClient(url(address), how)).toList());
  }
}
