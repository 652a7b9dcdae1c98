package io.lockstep.cli.doctor;

import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.NodeItem;
import io.lockstep.cli.client.NodeState;
import io.lockstep.cli.client.NodeState.StateProblem;
import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.cluster.ClusterFolder.NodeAddress;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.failure.NodeRemedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the nodes, their versions, and the disks of those on this machine. */
final class NodeChecks {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String VERSIONS = "versions";
  private static final String DISK = "disk";
  private static final long GIB = 1L << 30;

  /** Kafka's log, a snapshot and its successor need room; a full disk stops a node. */
  private static final long LEAST_FREE_BYTES = GIB;

  private NodeChecks() {}

  static void add(ClusterFolder cluster, NodeAccess access, List<Finding> findings) {
    NodeClient answers = null;
    for (NodeAddress address : cluster.nodes()) {
      NodeClient client = new NodeClient(address.url(), access);
      if (node(address.id(), client, findings)) {
        answers = client;
      }
    }
    findings.add(
        answers == null ? Finding.skipped(VERSIONS, "no node told what runs") : versions(answers));
    cluster.nodes().stream()
        .map(NodeAddress::dir)
        .filter(dir -> dir != null && Files.isDirectory(dir))
        .forEach(dir -> findings.add(disk(dir)));
  }

  private static boolean node(String id, NodeClient client, List<Finding> findings) {
    String check = "node " + id;
    NodeState state;
    try {
      state = client.state(TIMEOUT);
    } catch (Failure e) {
      findings.add(Finding.wrong(check, e.getMessage(), NodeRemedy.of(e)));
      return false;
    }
    for (StateProblem problem : state.problems()) {
      findings.add(
          Finding.wrong(
              check,
              problem.message() + " [" + problem.code() + "]",
              "see the node's log; the node is ready again once this is mended"));
    }
    for (StateProblem warning : state.warnings()) {
      findings.add(
          Finding.warning(
              check, warning.message() + " [" + warning.code() + "]", "see the node's log"));
    }
    if (state.problems().isEmpty()) {
      findings.add(Finding.ok(check, state.state() + " at revision " + state.revision()));
    }
    return true;
  }

  private static Finding versions(NodeClient client) {
    Map<String, String> nodes = new TreeMap<>();
    try {
      for (NodeItem node : client.nodes().items()) {
        if (node.report() != null && !node.state().equals("REMOVED")) {
          nodes.merge(node.report().softwareVersion(), node.id(), (a, b) -> a + ", " + b);
        }
      }
    } catch (Failure e) {
      return Finding.skipped(VERSIONS, e.getMessage());
    }
    return nodes.size() > 1
        ? Finding.wrong(
            VERSIONS, "nodes run different versions: " + nodes, "bring all nodes to the newest")
        : Finding.ok(VERSIONS, "every node runs " + String.join("", nodes.keySet()));
  }

  private static Finding disk(Path dir) {
    try {
      long free = Files.getFileStore(dir).getUsableSpace();
      String text = "%s has %.1f GiB left".formatted(dir, (double) free / GIB);
      return free < LEAST_FREE_BYTES
          ? Finding.wrong(DISK, text, "free some space: at least 1 GiB")
          : Finding.ok(DISK, text);
    } catch (IOException e) {
      return Finding.wrong(DISK, dir + ": " + e, "look at the disk; the node cannot write there");
    }
  }
}
