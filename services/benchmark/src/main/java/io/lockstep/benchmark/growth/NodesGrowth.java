package io.lockstep.benchmark.growth;

import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.cluster.ThreadNode;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.benchmark.stats.Sample;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.client.Precondition;
import io.lockstep.sandbox.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** More and more nodes in this process behind one real primary; each change is awaited on all. */
final class NodesGrowth {
  private static final int SET = 1_000;
  private static final long PATIENCE_SECONDS = 120;

  private final List<Integer> sizes;
  private final int changes;
  private final int runs;
  private final List<ThreadNode> nodes = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private int number;

  /**
   * Measures nothing yet.
   *
   * @param sizes numbers of nodes, rising, the primary among them
   * @param changes one after another in each run
   */
  NodesGrowth(List<Integer> sizes, int changes, int runs) {
    this.sizes = sizes;
    this.changes = changes;
    this.runs = runs;
  }

  List<Point> measure(Path folder, Progress progress) throws InterruptedException {
    int most = sizes.get(sizes.size() - 1);
    List<String> members = IntStream.range(1, most).mapToObj("b%03d"::formatted).toList();
    try (BenchCluster cluster = BenchCluster.start(folder, members, progress)) {
      try {
        for (int size : sizes) {
          if (missing.isEmpty()) {
            String step = size + " nodes";
            List<String> more = members.subList(nodes.size(), size - 1);
            Step.run(progress, step, () -> tryAt(step, cluster, more));
          }
        }
      } finally {
        nodes.parallelStream().forEach(ThreadNode::close);
      }
    }
    return points;
  }

  /** What this machine does not get through, it would not with more either. */
  private void tryAt(String size, BenchCluster cluster, List<String> more)
      throws InterruptedException {
    try {
      grow(cluster, more);
      measure(cluster.nodes().get(0), size);
    } catch (RuntimeException e) {
      missing.add(size + ": " + e.getMessage());
    }
  }

  /** What could not be measured, and why. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  private void grow(BenchCluster cluster, List<String> more) throws InterruptedException {
    List<ThreadNode> started = new ArrayList<>();
    for (String id : more) {
      ThreadNode node = ThreadNode.start(cluster, id);
      nodes.add(node);
      started.add(node);
    }
    for (ThreadNode node : started) {
      node.awaitReady();
    }
  }

  private void measure(NodeClient primary, String size) throws InterruptedException {
    List<Double> one = new ArrayList<>();
    List<Double> set = new ArrayList<>();
    oneByOne(primary); // warms up
    for (int run = 0; run < runs; run++) {
      one.add(oneByOne(primary).percentile(0.5));
      set.add(SET / asSet(primary));
    }
    points.add(new Point(size, "one change, p50", "ms", new Runs(one)));
    points.add(new Point(size, "a set of %,d".formatted(SET), "/s", new Runs(set)));
  }

  private Sample oneByOne(NodeClient primary) throws InterruptedException {
    double[] millis = new double[changes];
    for (int change = 0; change < changes; change++) {
      long begin = System.nanoTime();
      long revision =
          primary.set("bench.one", "shared", "value " + number++, Precondition.NONE).revision();
      awaitAll(revision);
      millis[change] = (System.nanoTime() - begin) / 1e6;
    }
    return new Sample(millis);
  }

  private double asSet(NodeClient primary) throws InterruptedException {
    int now = number++;
    ChangeSet set =
        new ChangeSet(
            IntStream.range(0, SET)
                .mapToObj(key -> Operation.set("bench.set-" + key, "shared", key + " of " + now))
                .toList());
    long begin = System.nanoTime();
    awaitAll(primary.apply(set).revision());
    return (System.nanoTime() - begin) / 1e9;
  }

  private void awaitAll(long revision) throws InterruptedException {
    try {
      CompletableFuture.allOf(
              nodes.stream().map(node -> node.applied(revision)).toArray(CompletableFuture[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a node did not apply revision " + revision, e);
    }
  }
}
