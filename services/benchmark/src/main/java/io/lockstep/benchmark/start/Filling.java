package io.lockstep.benchmark.start;

import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.store.ManyChanges;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.sandbox.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Gives a cluster parameters: sets of 10,000, which its primary accepts as it accepts any. */
public final class Filling {
  /** Of each node's heap. */
  static final String HEAP = "2g";

  private static final int NODES = 2;
  private static final int SET = 10_000;

  /** No request is to be answered before its changes are decided. */
  private static final Map<String, String> PATIENT = Map.of("command.timeout.ms", "60000");

  private Filling() {}

  /**
   * Starts a cluster of two nodes that has room for a million, without the status application.
   *
   * @param folder new or empty
   */
  public static BenchCluster cluster(Path folder, Progress progress) throws InterruptedException {
    BenchCluster cluster = BenchCluster.start(folder, NODES, PATIENT, HEAP, progress);
    try {
      cluster.stopStatus();
      return cluster;
    } catch (InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Through the primary, which is the first node. */
  static void fill(BenchCluster cluster, int parameters, Progress progress)
      throws InterruptedException {
    fill(cluster, 0, parameters, progress);
  }

  /** The parameters from a number on, until there are so many in all. */
  public static void fill(BenchCluster cluster, int from, int parameters, Progress progress)
      throws InterruptedException {
    Step.run(
        progress,
        "set %,d parameters".formatted(parameters - from),
        () -> set(cluster.nodes().get(0), from, parameters));
  }

  private static void set(NodeClient primary, int from, int parameters)
      throws InterruptedException {
    try (ManyChanges changes = new ManyChanges(List.of(primary), 1)) {
      for (int first = from; first < parameters; first += SET) {
        changes.asOneSet(first, Math.min(SET, parameters - first));
      }
    }
  }
}
