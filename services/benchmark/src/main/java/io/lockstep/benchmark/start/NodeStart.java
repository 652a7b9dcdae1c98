package io.lockstep.benchmark.start;

import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Starts one node of a cluster again and again, with its snapshot or without. */
final class NodeStart {
  private static final String SNAPSHOT = "snapshot.avro";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final BenchCluster cluster;
  private final String id;

  NodeStart(BenchCluster cluster, String id) {
    this.cluster = cluster;
    this.id = id;
  }

  /** Seconds to ready without a snapshot: all comes from the log. It runs before and after. */
  double cold() {
    cluster.stopNode(id);
    try {
      Files.deleteIfExists(snapshot());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return start();
  }

  /** Seconds to ready from the snapshot that it left. It runs before and after. */
  double warm() {
    cluster.stopNode(id); // writes one, if anything came since the last
    if (!Files.exists(snapshot())) {
      throw new IllegalStateException("node " + id + " left no snapshot, see " + cluster.log(id));
    }
    return start();
  }

  /** Starts a node that does not run; seconds from the start of the process until it is ready. */
  double start() {
    long begin = System.nanoTime();
    cluster.startNode(id);
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Waits until it has a snapshot and writes none. */
  void awaitSnapshot() throws InterruptedException {
    Wait.until(
        "a snapshot of node " + id,
        PATIENCE,
        () ->
            Files.exists(snapshot()) && !Files.exists(snapshot().resolveSibling(SNAPSHOT + ".tmp")),
        () -> "see " + cluster.log(id));
  }

  private Path snapshot() {
    return cluster.data(id).resolve(SNAPSHOT);
  }
}
