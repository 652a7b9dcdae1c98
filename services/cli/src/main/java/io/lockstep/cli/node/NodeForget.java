package io.lockstep.cli.node;

import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.OutputOptions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code node forget ID}. */
@Command(
    name = "forget",
    description = {
      "Take a node out of cluster.json, which `node init` has put it into: one that never joined,",
      "or that was removed. A member is refused; the cluster itself is not changed."
    })
final class NodeForget implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "The node.")
  private String id;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    if (members().stream().anyMatch(node -> node.id().equals(id) && !isRemoved(node))) {
      throw new Failure(
          ExitCodes.REFUSED,
          "node-is-member",
          "node \"" + id + "\" is a member of the cluster; lockstep node remove " + id + " first");
    }
    if (!NodeAddresses.forget(cluster.folder(), id)) {
      throw new Failure(
          ExitCodes.FAILED,
          "unknown-node",
          "cluster.json in " + cluster.folder() + " names no node \"" + id + "\"");
    }
    output.output().print("node " + id + " forgotten", Map.of("forgotten", id));
  }

  /** None where no node answers: then nothing is said against it. */
  private List<NodeItem> members() {
    try {
      return cluster.client().nodes().items();
    } catch (Failure e) {
      if (e.exitCode() == ExitCodes.NOT_AVAILABLE) {
        return List.of();
      }
      throw e;
    }
  }

  private static boolean isRemoved(NodeItem node) {
    return node.state().equals("REMOVED");
  }
}
